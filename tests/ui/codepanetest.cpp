// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/codepane.h"
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/code/codecolors.h"
#include "ui/editors/code/codeviewplugins.h"
#include "ui/editors/code/utf8text.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

#include <cmath>

using namespace metascope;

namespace {

QString script()
{
    return QStringLiteral("function ship_order {\n"
                          "  input {\n"
                          "    int order_id\n"
                          "  }\n"
                          "  stack {\n"
                          "    db.get order {\n"
                          "      field_value = $input.order_id\n"
                          "    } as $order\n"
                          "  }\n"
                          "  response = \"Order 😀 sent\"\n"
                          "}\n");
}

double luminance(const QColor &color)
{
    const auto channel
        = [](double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

/// As in WCAG 2.
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

/// A pane with a field after it, in a window that is active.
struct Pane : test::Look {
    explicit Pane(const QString &plugin = codeViewPluginFile())
        : pane(new CodePane(QStringLiteral("XanoScript"), theme, icons, plugin, &window)), after(new QLineEdit(&window))
    {
        after->setObjectName(QStringLiteral("after"));
        after->setAccessibleName(QStringLiteral("After"));
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(pane, 1);
        layout->addWidget(after);
        test::showActive(window, {800, 500});
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return test::part<Widget>(window, name);
    }
    [[nodiscard]] QString count() const { return find<QLabel>("codeFindCount")->text(); }
    void trigger(const char *name) const { find<QAction>(name)->trigger(); }

    QWidget window;
    CodePane *pane;
    QLineEdit *after;
};

/// Both views: the editor, and what stands in for it.
void bothViews()
{
    QTest::addColumn<QString>("plugin");
    QTest::addRow("editor") << codeViewPluginFile();
    QTest::addRow("stand-in") << QStringLiteral("/nowhere/plugin.so");
}

} // namespace

class CodePaneTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStyleCanBeRead()
    {
        for (const ThemeTokens &tokens : {ThemeTokens::lightTokens(), ThemeTokens::darkTokens()}) {
            const CodeLook look = codeLook(tokens, QFont());
            for (int style = 0; style < code::styleCount; ++style) {
                const QColor ink = look.styles.at(static_cast<std::size_t>(style));
                QVERIFY(ink.isValid());
                for (const QColor &ground : {look.base, look.currentLine, look.match})
                    QVERIFY2(contrast(ink, ground) >= 4.5,
                             qPrintable(QStringLiteral("style %1: %2 on %3 is %4:1")
                                            .arg(style)
                                            .arg(ink.name(), ground.name())
                                            .arg(contrast(ink, ground))));
            }
            QVERIFY(contrast(look.text, look.selection) >= 4.5);
            QVERIFY(contrast(look.muted, look.margin) >= 4.5);
            QVERIFY(contrast(look.mark, look.margin) >= 3.0);
        }
    }

    void placesInUtf8()
    {
        QString text = QStringLiteral("aé€😀").repeated(3000);
        text.insert(5, QChar(0xD800));
        text.insert(7, QChar(0));
        const Utf8Text both(text);
        const QString back = QString::fromUtf8(both.bytes());
        QCOMPARE(back.size(), text.size());
        QCOMPARE(back.at(5), QChar(QChar::ReplacementCharacter));
        for (const qsizetype unit : {0, 1, 5, 6, 7, 8, 2047, 2048, 2049, 4095, 4096, 9001}) {
            const bool isHalf = text.at(unit).isLowSurrogate();
            const qsizetype byte = both.byteOf(unit);
            QCOMPARE(both.unitOf(byte), isHalf ? both.unitOf(byte) : unit);
            if (!isHalf)
                QCOMPARE(QString::fromUtf8(both.bytes().left(byte)), back.left(unit));
        }
        QCOMPARE(both.byteOf(text.size() + 10), both.bytes().size());
        QCOMPARE(both.unitOf(both.bytes().size() + 10), text.size());
        QCOMPARE(Utf8Text().unitOf(3), 0);
    }

    void findsWithoutOverlaps()
    {
        const QString text = QStringLiteral("aaaa order ORDER order_id reorder");
        const auto begins = [&text](const char *wanted, FindOptions options) {
            QList<qsizetype> found;
            const auto all = findAll(text, QString::fromLatin1(wanted), options);
            for (const CodeRange &each : all)
                found.append(each.begin);
            return found;
        };
        QCOMPARE(begins("aa", {}), (QList<qsizetype>{0, 2}));
        QCOMPARE(begins("order", {}), (QList<qsizetype>{5, 11, 17, 28}));
        QCOMPARE(begins("order", {.matchCase = true}), (QList<qsizetype>{5, 17, 28}));
        QCOMPARE(begins("order", {.wholeWord = true}), (QList<qsizetype>{5, 11}));
        QCOMPARE(begins("order", {true, true}), QList<qsizetype>{5});
        QVERIFY(begins("", {}).isEmpty());
        QCOMPARE(matchFrom(findAll(text, QStringLiteral("order"), {}), 6), 1);
        QCOMPARE(matchFrom(findAll(text, QStringLiteral("order"), {}), 30), 0);
        QCOMPARE(matchFrom({}, 0), -1);
    }

    void nothingIsLoadedBeforeATextIs()
    {
        Pane pane;
        QVERIFY(!pane.pane->view());
        QVERIFY(!pane.find<QAction>("codeOpenFind")->isEnabled());
        pane.pane->setText({});
        QVERIFY(!pane.pane->view());
        pane.pane->setText(script());
        QVERIFY(pane.pane->isInEditor());
        QVERIFY(!pane.find<QLabel>("codeNote")->isVisible());
        QCOMPARE(pane.pane->view()->lineCount(), 12);
    }

    void withoutThePluginTheTextIsThere()
    {
        Pane pane(QStringLiteral("/nowhere/plugin.so"));
        pane.pane->setText(script());
        QVERIFY(!pane.pane->isInEditor());
        QVERIFY(pane.find<QLabel>("codeNote")->isVisible());
        QCOMPARE(pane.pane->view()->lineCount(), 12);
    }

    void whatRunsFromRightToLeftIsNotLeftToTheEditor_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("odd");
        QTest::addRow("plain") << script() << false;
        QTest::addRow("hebrew") << QStringLiteral("a = \"שלום\"") << true;
        QTest::addRow("arabic") << QStringLiteral("a = \"سلام\"") << true;
        QTest::addRow("override") << (QStringLiteral("a") + QChar(0x202E)) << true;
        QTest::addRow("old script") << QString::fromUtf8("\xf0\x90\xa4\x80") << true;
        QTest::addRow("chinese") << QStringLiteral("a = \"訂單\"") << false;
        QTest::addRow("half") << QString(QChar(0xD802)) << false;
    }

    void whatRunsFromRightToLeftIsNotLeftToTheEditor()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, odd);
        Pane pane;
        for (const QString &shown : {text, script(), text}) {
            const bool isOdd = odd && shown == text;
            pane.pane->setText(shown);
            QCOMPARE(pane.pane->isInEditor(), !isOdd);
            QCOMPARE(pane.find<QLabel>("codeNote")->isVisible(), isOdd);
            QVERIFY(pane.pane->view()->widget()->isVisible());
            QCOMPARE(pane.pane->focusProxy(), pane.pane->view()->widget());
        }
    }

    void anyTextIsShown_data()
    {
        QTest::addColumn<QString>("plugin");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("lines");
        for (const QString &plugin : {codeViewPluginFile(), QStringLiteral("/nowhere/plugin.so")}) {
            const char *view = plugin == codeViewPluginFile() ? "editor" : "stand-in";
            QTest::addRow("%s, NUL", view) << plugin << (QStringLiteral("a") + QChar(0) + QStringLiteral("b\nc")) << 2;
            QTest::addRow("%s, CRLF", view) << plugin << QStringLiteral("a\r\nb\r\n") << 3;
            QTest::addRow("%s, lone surrogate", view) << plugin << QString(QChar(0xDC00)) << 1;
            QTest::addRow("%s, emoji", view) << plugin << QStringLiteral("😀\n👩‍👩‍👧\n") << 3;
            QTest::addRow("%s, open brackets", view) << plugin << QStringLiteral("{[(\n").repeated(5000) << 5001;
        }
    }

    void anyTextIsShown()
    {
        QFETCH(const QString, plugin);
        QFETCH(const QString, text);
        Pane pane(plugin);
        pane.pane->setText(text);
        QTEST(pane.pane->view()->lineCount(), "lines");
        QVERIFY(!pane.window.grab().isNull());
        pane.pane->view()->goToLine(1'000'000);
        QCOMPARE(pane.pane->view()->currentLine(), pane.pane->view()->lineCount());
        pane.pane->view()->goToLine(-5);
        QCOMPARE(pane.pane->view()->currentLine(), 1);
    }

    void findCounts_data() { bothViews(); }

    void findCounts()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        pane.trigger("codeOpenFind");
        auto *edit = pane.find<QLineEdit>("codeFind");
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("order"));
        QCOMPARE(pane.count(), QStringLiteral("1 of 6"));
        QCOMPARE(pane.pane->view()->selectedText(), QStringLiteral("order"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(pane.count(), QStringLiteral("2 of 6"));
        QCOMPARE(pane.pane->view()->currentLine(), 3);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(pane.count(), QStringLiteral("6 of 6"));
        QCOMPARE(pane.pane->view()->selectedText(), QStringLiteral("Order"));
        pane.find<QCheckBox>("codeFindCase")->click();
        QCOMPARE(pane.pane->findCount(), 5);
        pane.find<QCheckBox>("codeFindWord")->click();
        QCOMPARE(pane.pane->findCount(), 2);
        edit->setText(QStringLiteral("not there"));
        QCOMPARE(pane.count(), QStringLiteral("Not found"));
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!edit->isVisible());
        QVERIFY(pane.pane->view()->widget()->hasFocus());
    }

    void whatIsFoundBehindAnEmojiIsSelected_data() { bothViews(); }

    void whatIsFoundBehindAnEmojiIsSelected()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(QStringLiteral("a\r\n\"é😀\" sent\r\nsent"));
        pane.pane->find(QStringLiteral("sent"));
        QCOMPARE(pane.pane->view()->selectedText(), QStringLiteral("sent"));
        QCOMPARE(pane.pane->view()->position(), 9);
        pane.pane->stepFind(1);
        QCOMPARE(pane.pane->view()->selectedText(), QStringLiteral("sent"));
        QCOMPARE(pane.pane->view()->position(), 15);
        QCOMPARE(pane.pane->view()->currentLine(), 3);
    }

    void goesToALine_data() { bothViews(); }

    void goesToALine()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        pane.trigger("codeOpenLine");
        auto *line = pane.find<QSpinBox>("codeLine");
        QVERIFY(line->hasFocus());
        QCOMPARE(line->maximum(), 12);
        line->setValue(7);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(pane.pane->view()->currentLine(), 7);
        QVERIFY(pane.pane->view()->widget()->hasFocus());
        QVERIFY(!line->isVisible());
    }

    void blocksFold()
    {
        Pane pane;
        pane.pane->setText(script());
        CodeView *view = pane.pane->view();
        view->widget()->setFocus();
        view->goToLine(7); // in db.get, which begins in line 6 and ends in line 8
        pane.trigger("codeFold");
        QCOMPARE(view->currentLine(), 6);
        QTest::keyClick(view->widget(), Qt::Key_Down);
        QCOMPARE(view->currentLine(), 9);
        pane.pane->find(QStringLiteral("field_value")); // what is found is unfolded
        QCOMPARE(view->currentLine(), 7);
        view->goToLine(1);
        pane.trigger("codeFold");
        pane.trigger("codeUnfoldAll");
        QTest::keyClick(view->widget(), Qt::Key_Down);
        QCOMPARE(view->currentLine(), 2);
        view->goToLine(12);
        pane.trigger("codeFold"); // no block is around it
        QCOMPARE(view->currentLine(), 12);
        pane.pane->setText(QStringLiteral("a = \"שלום\""));
        QVERIFY(!pane.find<QAction>("codeFold")->isEnabled());
        QVERIFY(pane.find<QAction>("codeOpenFind")->isEnabled());
    }

    void nothingIsEdited_data() { bothViews(); }

    void nothingIsEdited()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        QWidget *view = pane.pane->view()->widget();
        view->setFocus();
        pane.pane->view()->selectAll();
        QGuiApplication::clipboard()->setText(QStringLiteral("pasted"));
        for (const Qt::Key key : {Qt::Key_X, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Return})
            QTest::keyClick(view, key);
        for (const Qt::Key key : {Qt::Key_V, Qt::Key_X, Qt::Key_D, Qt::Key_T, Qt::Key_Z})
            QTest::keyClick(view, key, Qt::ControlModifier);
        pane.pane->view()->selectAll();
        QCOMPARE(pane.pane->view()->selectedText(), script());
        pane.trigger("codeCopy");
        QCOMPARE(QGuiApplication::clipboard()->text(), script());
        QVERIFY(!view->acceptDrops());
        QVERIFY(!qobject_cast<QAbstractScrollArea *>(view)->viewport()->acceptDrops());
    }

    void keysOfTheWindowArePassedOn_data()
    {
        QTest::addColumn<QKeySequence>("keys");
        for (const char *keys : {"Ctrl+L", "Ctrl+D", "Ctrl+T", "Ctrl+U", "Ctrl+Shift+L", "Ctrl+R", "Ctrl+1", "F5"})
            QTest::addRow("%s", keys) << QKeySequence(QString::fromLatin1(keys));
    }

    void keysOfTheWindowArePassedOn()
    {
        QFETCH(const QKeySequence, keys);
        Pane pane;
        pane.pane->setText(script());
        pane.pane->view()->widget()->setFocus();
        auto *line = pane.find<QAction>("codeOpenLine"); // the pane's own Ctrl+L is not what is tried here
        line->setShortcut({});
        QAction action;
        action.setShortcut(keys);
        pane.window.addAction(&action);
        QSignalSpy triggered(&action, &QAction::triggered);
        QTest::keySequence(pane.window.windowHandle(), keys);
        QTRY_COMPARE(triggered.count(), 1);
    }

    void tabLeadsOn_data() { bothViews(); }

    void tabLeadsOn()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        pane.pane->setFocus(Qt::TabFocusReason);
        QVERIFY(pane.pane->view()->widget()->hasFocus());
        QTest::keyClick(pane.pane->view()->widget(), Qt::Key_Tab);
        QVERIFY(pane.after->hasFocus());
        QTest::keyClick(pane.after, Qt::Key_Backtab);
        QVERIFY(pane.pane->view()->widget()->hasFocus());
    }

    void hasNamesAndRoom_data() { bothViews(); }

    void hasNamesAndRoom()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        QCOMPARE(pane.pane->view()->widget()->accessibleName(), QStringLiteral("XanoScript"));
        for (const char *bar : {"codeOpenFind", "codeOpenLine"}) {
            pane.trigger(bar);
            QCOMPARE(test::unnamed(&pane.window), QStringList());
            // Once the bar has been laid out.
            QTRY_COMPARE(test::cutOrCovered(&pane.window), QStringList());
        }
    }

    void followsTheTheme_data() { bothViews(); }

    void followsTheTheme()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        const auto ground = [&pane] {
            const QImage shown = pane.pane->view()->widget()->grab().toImage();
            return QColor(shown.pixel(shown.width() / 2, shown.height() - 30));
        };
        QCOMPARE(ground(), ThemeTokens::lightTokens().base);
        pane.theme.setMode(Theme::Mode::Dark);
        QTRY_COMPARE(ground(), ThemeTokens::darkTokens().base);
    }

    void theSameTextAgainKeepsThePlace_data() { bothViews(); }

    void theSameTextAgainKeepsThePlace()
    {
        QFETCH(const QString, plugin);
        Pane pane(plugin);
        pane.pane->setText(script());
        pane.pane->view()->goToLine(7);
        pane.pane->setText(script());
        QCOMPARE(pane.pane->view()->currentLine(), 7);
        pane.pane->setText(QStringLiteral("other\n"));
        QCOMPARE(pane.pane->view()->currentLine(), 1);
        pane.pane->setText({});
        QCOMPARE(pane.pane->view()->lineCount(), 1);
    }

    void aMegabyteIsUsable_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addRow("one line of words")
            << (QStringLiteral("var $x { value = \"") + QStringLiteral("abc def é ").repeated(100'000) + u'"');
        QTest::addRow("one line of code") << QStringLiteral("var $x { value = $input.a|trim:12 } ").repeated(28'000);
        QTest::addRow("many lines") << script().repeated(5000);
        QTest::addRow("deep") << QStringLiteral("{\n").repeated(500'000);
    }

    void aMegabyteIsUsable()
    {
        QFETCH(const QString, text);
        Pane pane;
        QElapsedTimer time;
        time.start();
        pane.pane->setText(text);
        QVERIFY(!pane.window.grab().isNull());
        const qint64 shown = time.restart();
        pane.pane->find(QStringLiteral("a"));
        pane.pane->stepFind(-1);
        QVERIFY(!pane.window.grab().isNull());
        qInfo("shown in %lld ms, last of %lld matches in %lld ms", shown, qint64(pane.pane->findCount()),
              time.elapsed());
        QVERIFY(shown < 5000 && time.elapsed() < 5000);
    }
};

METASCOPE_TEST(CodePaneTest)
#include "codepanetest.moc"
