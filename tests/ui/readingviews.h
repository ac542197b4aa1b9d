// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/seenruns.h"
#include "tests/api/stubserver.h"
#include "tests/ui/look.h"
#include "ui/editors/editor.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/facttable.h"
#include "ui/editors/facts/readingparts.h"

#include <QtCore/QMap>

/// What the tests of the pages for reading share.
namespace metascope::test::reading {

/// `'` stands for a quote: moc 6.4 loses its way in raw literals.
inline QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

inline ObjectSummary object(Kind kind, const QByteArray &json)
{
    ObjectSummary made;
    made.kind = kind;
    made.key = QStringLiteral("3");
    made.name = QStringLiteral("n");
    made.raw = RawJson::parse(quoted(json)).value_or(RawJson());
    return made;
}

/// "Label=value" of all but kind and id.
inline QStringList told(Kind kind, const QByteArray &json)
{
    QStringList lines;
    const QList<Fact> facts = FactList::all(object(kind, json));
    for (const Fact &fact : facts)
        lines.append(fact.label + QLatin1Char('=') + fact.value
                     + (fact.more.isEmpty() ? QString() : QLatin1Char('|') + fact.more)
                     + (fact.swatch.isEmpty() ? QString() : QLatin1Char('#') + fact.swatch));
    return lines.mid(2);
}

/// A server that answers by the path's end, and a session to it.
struct Server {
    QMap<QByteArray, QByteArray> answers; ///< by what the path ends with
    QByteArray status = "200 OK";
    StubServer stub{[this](const StubRequest &request) {
        const QByteArray path = request.target.left(request.target.indexOf('?') < 0 ? request.target.size()
                                                                                    : request.target.indexOf('?'));
        if (status != "200 OK")
            return stubAnswer(R"({"code":"ERROR","message":"made up"})", status);
        for (auto it = answers.cbegin(); it != answers.cend(); ++it)
            if (path.endsWith(it.key()))
                return stubAnswer(quoted(it.value()));
        return stubAnswer(R"({"code":"ERROR_CODE_NOT_FOUND","message":""})", "404 Not Found");
    }};
    LoneSession session{stub.url()};

    [[nodiscard]] EditorRequest request(Kind kind, const QString &key, const QString &name)
    {
        EditorRequest made;
        made.path = NodePath::ofKind(InstanceId(QStringLiteral("acme")), WorkspaceId(1), kind);
        made.path.object = key;
        made.name = name;
        made.target.workspace = WorkspaceId(1);
        made.target.branch = BranchLabel(QStringLiteral("v1"));
        made.session = session.session.get();
        return made;
    }
    [[nodiscard]] qsizetype asked() const { return stub.requests.size(); }
};

struct Look : test::Look {
    SeenRuns runs;
    ReadingParts parts{theme, icons};
};

inline QString cell(FactTable *table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

inline QStringList rowsOf(FactTable *table)
{
    QStringList rows;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells.append(cell(table, row, column));
        rows.append(cells.join(QLatin1Char('|')));
    }
    return rows;
}

} // namespace metascope::test::reading
