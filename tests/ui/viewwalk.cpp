// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/viewwalk.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>

namespace metascope::test {

namespace {

QString nameOf(const QWidget *widget)
{
    return QStringLiteral("%1 “%2”").arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
}

QList<QWidget *> visibleWidgets(QWidget *root)
{
    QList<QWidget *> made = root->findChildren<QWidget *>();
    made.prepend(root);
    made.removeIf([root](const QWidget *each) { return !each->isVisibleTo(root) && each != root; });
    return made;
}

/// What a label or a button needs at its present width, or nothing where it may give way.
QSize needed(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty())
            return {};
        return label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && !button->text().isEmpty())
        return button->minimumSizeHint();
    return {};
}

} // namespace

QStringList unnamed(QWidget *root)
{
    QStringList found;
    const auto all = visibleWidgets(root);
    for (QWidget *widget : all) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || !widget->isEnabledTo(root))
            continue;
        const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
        if (!told || told->text(QAccessible::Name).isEmpty())
            found.append(nameOf(widget) + QStringLiteral(" has no name"));
        if (widget->objectName().isEmpty())
            found.append(nameOf(widget) + QStringLiteral(" has no object name"));
    }
    return found;
}

QStringList cutOrCovered(QWidget *root)
{
    QStringList found;
    QList<QWidget *> texts;
    const auto all = visibleWidgets(root);
    for (QWidget *widget : all) {
        const QSize need = needed(widget);
        if (need.isEmpty() && need.height() <= 0)
            continue;
        texts.append(widget);
        if (need.width() > widget->width() || need.height() > widget->height())
            found.append(QStringLiteral("%1 needs %2x%3 and has %4x%5")
                             .arg(nameOf(widget))
                             .arg(need.width())
                             .arg(need.height())
                             .arg(widget->width())
                             .arg(widget->height()));
        if (widget != root && !widget->parentWidget()->rect().contains(widget->geometry()))
            found.append(nameOf(widget) + QStringLiteral(" reaches out of its parent"));
    }
    for (qsizetype i = 0; i < texts.size(); ++i)
        for (qsizetype k = i + 1; k < texts.size(); ++k)
            if (texts[i]->parentWidget() == texts[k]->parentWidget()
                && texts[i]->geometry().intersects(texts[k]->geometry()))
                found.append(nameOf(texts[i]) + QStringLiteral(" overlaps ") + nameOf(texts[k]));
    return found;
}

} // namespace metascope::test
