// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palette.h"
#include "app/search/nameindex.h"
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "ui/palette/menucommands.h"
#include "ui/widgets/onelinetext.h"

#include <QtGui/QAccessible>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTextEdit>

using namespace metascope;
using namespace Qt::StringLiterals;

namespace {

NamedObject object(const QString &key, const QString &name, Kind kind = Kind::Table)
{
    return {key, kind, name, u"Acme › shop"_s, {}, {}};
}

/// A window with a menu and something that has the focus, and the palette over it.
class Views final : public test::Look {
public:
    Views()
    {
        window.setCentralWidget(text);
        QMenu *file = window.menuBar()->addMenu(u"&File"_s);
        connectAction = file->addAction(u"&Connect…"_s);
        connectAction->setShortcut(Qt::CTRL | Qt::Key_N);
        off = file->addAction(u"Not Now"_s);
        off->setEnabled(false);
        file->addAction(u"Hidden"_s)->setVisible(false);
        file->addSeparator();
        QMenu *more = file->addMenu(u"Save && &More"_s);
        dark = more->addAction(u"&Dark"_s);
        dark->setCheckable(true);
        window.menuBar()->addMenu(u"Empty"_s);
        index.add({object(u"a/1/table/1"_s, u"orders"_s), object(u"a/1/table/2"_s, u"order_items"_s),
                   object(u"a/1/table/3"_s, u"customers"_s),
                   object(u"a/1/function/1"_s, u"ship_order"_s, Kind::Function)});
        test::showActive(window, {900, 600});
        text->setFocus();
    }

    [[nodiscard]] QLineEdit *edit() const { return palette.findChild<QLineEdit *>(); }
    [[nodiscard]] QListView *list() const { return palette.findChild<QListView *>(); }
    [[nodiscard]] QString status() const { return palette.findChild<QLabel *>(u"paletteStatus"_s)->text(); }
    [[nodiscard]] QStringList rows() const
    {
        QStringList made;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            made.append(list()->model()->index(row, 0).data().toString());
        return made;
    }
    [[nodiscard]] QString current() const { return list()->currentIndex().data().toString(); }
    void type(const QString &what) const
    {
        edit()->selectAll();
        QTest::keyClick(edit(), Qt::Key_Delete);
        QTest::keyClicks(edit(), what);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(edit(), key, modifiers); }

    NameIndex index;
    QMainWindow window;
    QTextEdit *text = new QTextEdit;
    QAction *connectAction = nullptr;
    QAction *off = nullptr;
    QAction *dark = nullptr;
    Palette palette{{index, theme, icons, *window.menuBar()}, &window};
};

} // namespace

class PaletteTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typingFindsAndEnterOpens()
    {
        Views views;
        QSignalSpy opened(&views.palette, &Palette::opened);
        views.palette.open();
        QVERIFY(views.edit()->hasFocus());
        views.type(u"ord"_s);
        QCOMPARE(views.rows(), (QStringList{u"orders"_s, u"order_items"_s, u"ship_order"_s}));
        QCOMPARE(views.status(), u"3 matches"_s);
        QCOMPARE(views.current(), u"orders"_s);
        views.key(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.constFirst(), (QVariantList{u"a/1/table/1"_s, false}));
        QVERIFY(!views.palette.isVisible());
        QVERIFY(views.text->hasFocus());
    }

    void keysMoveAndControlOpensInANewTab()
    {
        Views views;
        QSignalSpy opened(&views.palette, &Palette::opened);
        views.palette.open();
        views.type(u"ord"_s);
        views.key(Qt::Key_Down);
        QCOMPARE(views.current(), u"order_items"_s);
        views.key(Qt::Key_Up);
        views.key(Qt::Key_Up);
        QCOMPARE(views.current(), u"ship_order"_s);
        views.key(Qt::Key_Down);
        QCOMPARE(views.current(), u"orders"_s);
        views.key(Qt::Key_PageDown);
        QCOMPARE(views.current(), u"ship_order"_s);
        views.key(Qt::Key_PageUp);
        QCOMPARE(views.current(), u"orders"_s);
        views.key(Qt::Key_End);
        QCOMPARE(views.current(), u"ship_order"_s);
        // The first one moves the cursor, as in any text.
        views.key(Qt::Key_Home);
        QCOMPARE(views.current(), u"ship_order"_s);
        views.key(Qt::Key_Home);
        QCOMPARE(views.current(), u"orders"_s);
        views.key(Qt::Key_End, Qt::ControlModifier);
        views.key(Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.constFirst(), (QVariantList{u"a/1/function/1"_s, true}));
    }

    void pagesStopAtTheEnds()
    {
        Views views;
        QList<NamedObject> many;
        for (int i = 0; i < 60; ++i)
            many.append(object(u"a/2/table/%1"_s.arg(i), u"zone_%1"_s.arg(i, 2, 10, QLatin1Char('0'))));
        views.index.add(many);
        views.palette.open();
        views.type(u"zone"_s);
        QCOMPARE(views.status(), u"60 matches"_s);
        for (int i = 0; i < 20; ++i)
            views.key(Qt::Key_PageDown);
        QCOMPARE(views.current(), u"zone_59"_s);
        for (int i = 0; i < 20; ++i)
            views.key(Qt::Key_PageUp);
        QCOMPARE(views.current(), u"zone_00"_s);
        QVERIFY(views.window.rect().contains(views.palette.geometry()));
    }

    void aClickOpens()
    {
        Views views;
        QSignalSpy opened(&views.palette, &Palette::opened);
        views.palette.open();
        views.type(u"cust"_s);
        const QRect row = views.list()->visualRect(views.list()->model()->index(0, 0));
        QTest::mouseClick(views.list()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(opened.value(0).value(0).toString(), u"a/1/table/3"_s);
    }

    void escapeClosesAndGivesTheFocusBack()
    {
        Views views;
        QSignalSpy opened(&views.palette, &Palette::opened);
        views.palette.open();
        views.type(u"ord"_s);
        views.key(Qt::Key_Escape);
        QVERIFY(!views.palette.isVisible());
        QVERIFY(views.text->hasFocus());
        QVERIFY(opened.isEmpty());
        views.palette.open();
        QVERIFY(views.edit()->text().isEmpty());
    }

    void theFocusElsewhereCloses()
    {
        Views views;
        views.palette.open();
        views.text->setFocus(Qt::MouseFocusReason);
        QVERIFY(!views.palette.isVisible());
        QVERIFY(views.text->hasFocus());
    }

    void aClickBesideItCloses()
    {
        Views views;
        auto *label = new QLabel(u"takes no focus"_s);
        views.window.statusBar()->addWidget(label);
        views.palette.open();
        QTest::mouseClick(views.edit(), Qt::LeftButton);
        QVERIFY(views.palette.isVisible());
        QTest::mouseClick(label, Qt::LeftButton);
        QVERIFY(!views.palette.isVisible());
        QVERIFY(views.text->hasFocus());
    }

    void openingTwiceSelectsWhatIsTyped()
    {
        Views views;
        views.palette.open();
        views.type(u"ord"_s);
        views.palette.open();
        QCOMPARE(views.edit()->selectedText(), u"ord"_s);
        QCOMPARE(views.rows().size(), 3);
    }

    void emptyShowsPinsAndWhatWasOpenedLast()
    {
        Views views;
        views.palette.open();
        QVERIFY(views.rows().isEmpty());
        QVERIFY(!views.list()->isVisible());
        QVERIFY2(views.status().startsWith(u"Nothing was opened yet."_s), qPrintable(views.status()));
        views.key(Qt::Key_Return); // nothing to open
        QVERIFY(views.palette.isVisible());
        views.palette.reject();
        const QDateTime now = QDateTime::currentDateTimeUtc();
        views.index.touch(u"a/1/table/2"_s, now.addSecs(-9));
        views.index.touch(u"a/1/table/1"_s, now);
        views.index.touch(u"gone/1/table/1"_s, now);
        views.index.setPinned({u"a/1/table/3"_s}, true);
        views.palette.open();
        QCOMPARE(views.rows(),
                 (QStringList{u"Pinned"_s, u"customers"_s, u"Recently Opened"_s, u"orders"_s, u"order_items"_s}));
        QCOMPARE(views.current(), u"customers"_s);
        views.key(Qt::Key_Down); // over the heading
        QCOMPARE(views.current(), u"orders"_s);
        views.key(Qt::Key_Up);
        QCOMPARE(views.current(), u"customers"_s);
        views.key(Qt::Key_Up);
        QCOMPARE(views.current(), u"order_items"_s);
    }

    void aKindIsAskedForByItsPrefix()
    {
        Views views;
        views.palette.open();
        views.type(u"f:"_s);
        QCOMPARE(views.rows(), QStringList{u"ship_order"_s});
        views.type(u"t:ord"_s);
        QCOMPARE(views.rows(), (QStringList{u"orders"_s, u"order_items"_s}));
        views.type(u"b:"_s);
        QCOMPARE(views.status(), u"None of this kind is known."_s);
        views.type(u"?tabl"_s);
        QCOMPARE(views.current(), u"Tables"_s);
        views.key(Qt::Key_Return);
        QCOMPARE(views.edit()->text(), u"t:"_s);
        QCOMPARE(views.rows().size(), 3);
    }

    void commandsAreThoseOfTheMenus()
    {
        Views views;
        bool wasVisible = true;
        QWidget *focus = nullptr;
        connect(views.connectAction, &QAction::triggered, &views.window, [&] {
            wasVisible = views.palette.isVisible();
            focus = QApplication::focusWidget();
        });
        views.palette.openWith(u">"_s);
        QCOMPARE(views.rows(), (QStringList{u"File › Connect…"_s, u"File › Save & More › Dark"_s}));
        QCOMPARE(views.status(), u"2 commands"_s);
        QTest::keyClicks(views.edit(), u"conn"_s); // goes on behind what is there
        QCOMPARE(views.edit()->text(), u">conn"_s);
        QCOMPARE(views.rows(), QStringList{u"File › Connect…"_s});
        const QModelIndex row = views.list()->model()->index(0, 0);
        QCOMPARE(row.data(Qt::AccessibleDescriptionRole).toString(),
                 u"Command, "_s + views.connectAction->shortcut().toString(QKeySequence::NativeText));
        views.key(Qt::Key_Return);
        QVERIFY(!wasVisible);
        QCOMPARE(focus, views.text);
        views.off->setEnabled(true);
        views.palette.openWith(u"> not now"_s);
        QCOMPARE(views.rows(), QStringList{u"File › Not Now"_s});
        views.type(u"> dark"_s);
        views.key(Qt::Key_Return);
        QVERIFY(views.dark->isChecked());
    }

    void aCommandThatWentIsNotCarriedOut()
    {
        Views views;
        views.palette.openWith(u">dark"_s);
        delete views.dark;
        views.key(Qt::Key_Return);
        QVERIFY(!views.palette.isVisible());
    }

    void mnemonicsAreNoPartOfAName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"Open"_s << u"Open"_s;
        QTest::newRow("mnemonic") << u"&Open"_s << u"Open"_s;
        QTest::newRow("ampersand") << u"a && b"_s << u"a & b"_s;
        QTest::newRow("both") << u"&a && &b"_s << u"a & b"_s;
        QTest::newRow("four") << u"a&&&&b"_s << u"a&&b"_s;
        QTest::newRow("at the end") << u"a&"_s << u"a"_s;
    }
    void mnemonicsAreNoPartOfAName()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(withoutMnemonics(text), expected);
    }

    void noMatchIsToldInOneLine()
    {
        Views views;
        views.palette.open();
        views.type(u"zzz"_s);
        QVERIFY(!views.list()->isVisible());
        QCOMPARE(views.status(), u"Nothing matches “zzz”."_s);
        views.edit()->setText(QString(5000, u'q'));
        QVERIFY(views.status().size() < 100);
        QCOMPARE(views.edit()->text().size(), FuzzyPattern::longest);
        views.palette.openWith(u">zzz"_s);
        QCOMPARE(views.status(), u"Nothing matches “zzz”."_s);
    }

    void whatIsNotLoadedIsToldAndCanBeLoaded()
    {
        Views views;
        auto *label = views.palette.findChild<QLabel *>(u"paletteNotLoaded"_s);
        auto *load = views.palette.findChild<QPushButton *>(u"paletteLoad"_s);
        views.palette.open();
        QVERIFY(!label->isVisible());
        QVERIFY(!load->isVisible());
        views.palette.setNotLoaded({u"functions of <b>shop</b>"_s, u"tasks of shop"_s});
        QVERIFY(label->isVisible());
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(label->text(), u"Not loaded, so not searched: functions of <b>shop</b>; tasks of shop."_s);
        QSignalSpy loads(&views.palette, &Palette::loadRequested);
        QTest::keyClick(views.edit(), Qt::Key_Tab);
        QVERIFY(load->hasFocus());
        QTest::keyClick(load, Qt::Key_Space);
        QCOMPARE(loads.count(), 1);
        QVERIFY(views.palette.isVisible());
        QTest::keyClick(load, Qt::Key_Tab);
        QVERIFY(views.edit()->hasFocus());
        views.palette.setNotLoaded({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s});
        QCOMPARE(label->text(), u"Not loaded, so not searched: a; b; c; and 2 more."_s);
        views.type(u">"_s);
        QVERIFY(!label->isVisible());
        views.type(u"x"_s);
        QVERIFY(label->isVisible());
        load->setFocus();
        views.palette.setNotLoaded({});
        QVERIFY(!label->isVisible());
        QVERIFY(views.edit()->hasFocus());
        QVERIFY(views.palette.isVisible());
    }

    void whatArrivesIsShownAndWhatIsChosenStays()
    {
        Views views;
        views.palette.open();
        views.type(u"ord"_s);
        views.key(Qt::Key_Down);
        QCOMPARE(views.current(), u"order_items"_s);
        views.index.add({object(u"b/1/table/9"_s, u"ord"_s)});
        QTRY_COMPARE(views.rows().constFirst(), u"ord"_s);
        QCOMPARE(views.current(), u"order_items"_s);
        views.type(u"orde"_s); // another question begins at its best answer
        QCOMPARE(views.current(), u"orders"_s);
    }

    void theBestHundredAreShownAndTheCountIsTold()
    {
        Views views;
        QList<NamedObject> many;
        for (int i = 0; i < 250; ++i)
            many.append(object(u"a/2/table/%1"_s.arg(i), u"zone_%1"_s.arg(i)));
        views.index.add(many);
        views.palette.open();
        views.type(u"zone"_s);
        QCOMPARE(views.rows().size(), 100);
        QCOMPARE(views.status(), u"The best 100 of 250 matches"_s);
    }

    void hostileNamesAreShownAsTheyAre_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("markup") << u"<img src=file:///etc/passwd>"_s;
        QTest::newRow("ampersand") << u"a&b"_s;
        QTest::newRow("newlines") << u"one\ntwo\r\u2028three"_s;
        QTest::newRow("right to left") << u"طلبات العملاء"_s;
        QTest::newRow("override") << u"a\u202Eb"_s;
        QTest::newRow("emoji") << u"🚀👩‍👩‍👧 launch"_s;
        QTest::newRow("long") << QString(10000, u'x');
        QTest::newRow("long, of pairs") << u"🚀"_s.repeated(5000);
        QTest::newRow("half a pair") << QString(QChar(0xD83D));
        QTest::newRow("empty") << QString();
    }
    void hostileNamesAreShownAsTheyAre()
    {
        QFETCH(QString, name);
        Views views;
        views.index.clear();
        views.index.add({object(u"a/1/table/1"_s, name)});
        views.palette.open();
        views.type(u"t:"_s);
        const QModelIndex row = views.list()->model()->index(0, 0);
        QCOMPARE(row.data().toString(), name);
        QCOMPARE(row.data(Qt::AccessibleTextRole).toString(), name);
        const QString tip = row.data(Qt::ToolTipRole).toString();
        QVERIFY(!tip.contains(u"<img"_s));
        QVERIFY(tip.size() < 4000);
        QVERIFY(!views.palette.grab().isNull());
        QCOMPARE(views.list()->visualRect(row).height(), views.list()->sizeHintForRow(0));
        QVERIFY(views.list()->visualRect(row).width() <= views.list()->viewport()->width());
        views.edit()->setText(name.left(3));
        QVERIFY(!views.palette.grab().isNull());
    }

    void oneLineTexts()
    {
        QCOMPARE(oneLine(u"a\nb\tc\u2028d\u0007"_s), u"a↵b→c↵d\uFFFD"_s);
        // What turns the direction of the words around it is shown as a sign, as many as there were.
        QCOMPARE(oneLine(u"\u202egnp.exe\u202c"_s), u"\u21c4gnp.exe\u21c4"_s);
        for (const char16_t turn : {u'\u202A', u'\u202B', u'\u202C', u'\u202D', u'\u202E', u'\u2066', u'\u2067'})
            QCOMPARE(withoutTurns(u"a\n"_s + QChar(turn)), u"a\n\u21c4"_s);
        QCOMPARE(withoutTurns(u"طلب\u200d🦊"_s), u"طلب\u200d🦊"_s);
        // In a sentence what runs from the right is set apart, and cannot end that by itself.
        QCOMPARE(isolated(u"orders 🦊"_s), u"orders 🦊"_s);
        QCOMPARE(isolated(u"طلب"_s), u"\u2068طلب\u2069"_s);
        QCOMPARE(isolated(u"طلب\u2069\u202e"_s), u"\u2068طلب\u21c4\u21c4\u2069"_s);
        QCOMPARE(isolated(u"\U00010800"_s), u"\u2068\U00010800\u2069"_s);
        QCOMPARE(isolated(u"\u202eabc"_s), u"\u21c4abc"_s);
        QCOMPARE(shortened(u"abcd"_s, 4), u"abcd"_s);
        QCOMPARE(shortened(u"abcde"_s, 4), u"abc…"_s);
        QCOMPARE(shortened(u"ab🚀de"_s, 4), u"ab…"_s);
    }

    void itsPartsHaveNamesAndRoles()
    {
        Views views;
        views.palette.setNotLoaded({u"functions of shop"_s});
        views.palette.open();
        views.type(u"ord"_s);
        const auto *dialog = QAccessible::queryAccessibleInterface(&views.palette);
        QCOMPARE(dialog->role(), QAccessible::Dialog);
        QCOMPARE(dialog->text(QAccessible::Name), u"Go to Anything"_s);
        const auto *edit = QAccessible::queryAccessibleInterface(views.edit());
        QCOMPARE(edit->role(), QAccessible::EditableText);
        QCOMPARE(edit->text(QAccessible::Name), u"Go to Anything"_s);
        const auto *list = QAccessible::queryAccessibleInterface(views.list());
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), u"Matches"_s);
        const auto *row = list->child(0);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QCOMPARE(row->text(QAccessible::Name), u"orders"_s);
        QCOMPARE(row->text(QAccessible::Description), u"Table, Acme › shop"_s);
        QVERIFY(row->state().selected);
        QCOMPARE(test::unnamed(&views.palette), QStringList());
        QCOMPARE(test::cutOrCovered(&views.palette), QStringList());
    }

    void theModelIsSound()
    {
        Views views;
        const QAbstractItemModelTester tester(views.list()->model());
        views.palette.open();
        views.index.setPinned({u"a/1/table/1"_s}, true);
        for (const QString &text : {u"o"_s, u"or"_s, u">"_s, u"?"_s, u"zz"_s})
            views.type(text);
        views.palette.reject();
    }

    void aSmallWindowHoldsIt()
    {
        Views views;
        QList<NamedObject> many;
        for (int i = 0; i < 60; ++i)
            many.append(object(u"a/2/table/%1"_s.arg(i), u"zone_%1"_s.arg(i)));
        views.index.add(many);
        views.palette.setNotLoaded({u"functions of shop"_s});
        views.palette.open();
        views.type(u"zone"_s);
        for (const QSize &size : {QSize(400, 240), QSize(1200, 900), QSize(640, 320)}) {
            views.window.resize(size);
            QTRY_COMPARE(views.window.size(), size);
            QTRY_VERIFY(views.window.rect().contains(views.palette.geometry()));
            QVERIFY(views.list()->height() > 0);
        }
    }

    void destroyingTheWindowWhileItIsOpenIsFine()
    {
        auto views = std::make_unique<Views>();
        views->palette.open();
        views.reset();
        QVERIFY(true);
    }
};

METASCOPE_TEST(PaletteTest)
#include "palettetest.moc"
