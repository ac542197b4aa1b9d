// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtGui/QUndoCommand>
#include <QtGui/QUndoStack>

#include <functional>
#include <utility>

namespace metascope {

/// A value as it is on the server, the same value as edited, and the way between them as an undo stack.
/// Dirty means *differs*: undoing back to the start is clean, and so is typing back what was there.
/// T is a value with `==`, cheap to copy (implicitly shared): commands hold it before and after. GUI thread.
template <typename T>
class EditDocument final {
public:
    /// `changed` is called after each change of saved or current value.
    EditDocument(T saved, std::function<void()> changed)
        : m_saved(std::move(saved)), m_current(m_saved), m_changed(std::move(changed))
    {}
    Q_DISABLE_COPY_MOVE(EditDocument)

    [[nodiscard]] const T &saved() const { return m_saved; }
    [[nodiscard]] const T &current() const { return m_current; }
    [[nodiscard]] bool isDirty() const { return m_current != m_saved; }
    [[nodiscard]] QUndoStack &undoStack() { return m_stack; }

    /// Goes to `next` by a command called `text` (in a menu after "Undo"). Successive edits with the same `mergeKey` that
    /// is not empty are one command: letters typed into one edit. What changes nothing leaves no command.
    void edit(const QString &text, T next, const QString &mergeKey = {})
    {
        if (next != m_current)
            m_stack.push(new Command(*this, text, std::move(next), mergeKey));
    }

    /// Takes new values without a command and empties the stack: after a load or an apply.
    void reset(T saved, T current)
    {
        m_stack.clear();
        m_saved = std::move(saved);
        set(std::move(current));
    }

private:
    class Command final : public QUndoCommand {
    public:
        Command(EditDocument &document, const QString &text, T after, QString mergeKey)
            : QUndoCommand(text), m_document(document), m_before(document.m_current), m_after(std::move(after)),
              m_mergeKey(std::move(mergeKey))
        {}
        void undo() override { m_document.set(m_before); }
        void redo() override { m_document.set(m_after); }
        [[nodiscard]] int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
        bool mergeWith(const QUndoCommand *other) override
        {
            const auto *next = static_cast<const Command *>(other);
            if (next->m_mergeKey != m_mergeKey)
                return false;
            m_after = next->m_after;
            setObsolete(m_after == m_before);
            return true;
        }

    private:
        EditDocument &m_document;
        T m_before;
        T m_after;
        QString m_mergeKey;
    };

    void set(T value)
    {
        m_current = std::move(value);
        m_changed();
    }

    T m_saved;
    T m_current;
    std::function<void()> m_changed;
    QUndoStack m_stack;
};

} // namespace metascope
