// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "tests/support/testmain.h"
#include "ui/theme/icons.h"

#include <QtGui/QImage>
#include <QtGui/QPixmap>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

#include <cmath>

using namespace metascope;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

/// As in WCAG 2.
double contrast(const QColor &a, const QColor &b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

QColor dominantInk(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qAlpha(image.pixel(x, y)) == 255)
                return QColor(image.pixel(x, y));
    return {};
}

} // namespace

class ThemeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastIsMeasuredAsInWcag()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
        QCOMPARE(qRound(contrast(Qt::white, Qt::white) * 10), 10);
    }

    void everyTextCanBeRead_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const ThemeTokens &tokens : {ThemeTokens::lightTokens(), ThemeTokens::darkTokens()}) {
            const auto add = [&tokens](const char *name, const QColor &ink, const QColor &ground, double least = 4.5) {
                QTest::addRow("%s %s", tokens.dark ? "dark" : "light", name) << ink << ground << least;
            };
            for (const auto &[name, ground] :
                 std::initializer_list<std::pair<const char *, QColor>>{{"window", tokens.window},
                                                                        {"base", tokens.base},
                                                                        {"alternate", tokens.alternate},
                                                                        {"selection", tokens.selection},
                                                                        {"added", tokens.added.ground},
                                                                        {"changed", tokens.changed.ground},
                                                                        {"removed", tokens.removed.ground}}) {
                add(qPrintable(QStringLiteral("text on %1").arg(QLatin1String(name))), tokens.text, ground);
                add(qPrintable(QStringLiteral("muted on %1").arg(QLatin1String(name))), tokens.muted, ground);
            }
            add("text on info", tokens.text, tokens.info.ground);
            add("accent on base", tokens.accent, tokens.base);
            add("accent on window", tokens.accent, tokens.window);
            add("label of the primary button", tokens.onAccent, tokens.accent);
            add("error on base", tokens.error, tokens.base);
            add("error on window", tokens.error, tokens.window);
            add("added mark", tokens.added.mark, tokens.added.ground);
            add("changed mark", tokens.changed.mark, tokens.changed.ground);
            add("removed mark", tokens.removed.mark, tokens.removed.ground);
            add("LIVE", tokens.live.mark, tokens.live.ground);
            for (const MarkColour colour : markColours)
                add(qPrintable(QStringLiteral("tag in %1").arg(markColourName(colour))), tokens.target(colour).mark,
                    tokens.target(colour).ground);
            add("info mark", tokens.info.mark, tokens.info.ground);
            add("edge of an edit", tokens.control, tokens.base, 3.0);
            add("edge of an edit on the window", tokens.control, tokens.window, 3.0);
            add("focus ring on a selected row", tokens.accent, tokens.selection, 3.0);
        }
    }

    void everyTextCanBeRead()
    {
        QFETCH(const QColor, ink);
        QFETCH(const QColor, ground);
        QFETCH(const double, least);
        const double measured = contrast(ink, ground);
        QVERIFY2(measured >= least,
                 qPrintable(QStringLiteral("%1 on %2 is %3:1").arg(ink.name(), ground.name()).arg(measured)));
    }

    void followsTheDesktopOnlyInSystemMode()
    {
        Theme theme(*qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setSystemDark(true);
        QVERIFY(theme.isDark());
        QCOMPARE(qApp->palette().color(QPalette::Window), ThemeTokens::darkTokens().window);
        theme.setMode(Theme::Mode::Light);
        QVERIFY(!theme.isDark());
        theme.setSystemDark(false);
        theme.setSystemDark(true);
        QCOMPARE(changed.count(), 2);
        theme.setMode(Theme::Mode::System);
        QVERIFY(theme.isDark());
    }

    void modesHaveNamesForTheSettings()
    {
        for (const auto mode : {Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark})
            QCOMPARE(Theme::modeFromKey(Theme::modeKey(mode)), mode);
        QCOMPARE(Theme::modeFromKey(QStringLiteral("Sepia")), Theme::Mode::System);
    }

    void everyIconDrawsSomething_data()
    {
        QTest::addColumn<int>("icon");
        for (std::size_t i = 0; i < iconFiles.size(); ++i)
            QTest::addRow("%s", iconFiles[i].data()) << static_cast<int>(i);
    }

    void everyIconDrawsSomething()
    {
        QFETCH(const int, icon);
        Theme theme(*qApp);
        const IconProvider icons(theme);
        const QPixmap drawn = icons.icon(static_cast<Icon>(icon)).pixmap(QSize(64, 64));
        QCOMPARE(drawn.size(), QSize(64, 64));
        QCOMPARE(dominantInk(drawn), theme.tokens().text);
    }

    void anIconFollowsTheTheme()
    {
        Theme theme(*qApp);
        const IconProvider icons(theme);
        const QIcon icon = icons.forKind(Kind::Table);
        QCOMPARE(dominantInk(icon.pixmap(QSize(64, 64))), ThemeTokens::lightTokens().text);
        theme.setMode(Theme::Mode::Dark);
        QCOMPARE(dominantInk(icon.pixmap(QSize(64, 64))), ThemeTokens::darkTokens().text);
        QCOMPARE(dominantInk(icon.pixmap(QSize(64, 64), QIcon::Disabled)), ThemeTokens::darkTokens().disabled);
        QCOMPARE(icon.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
    }

    void anUnknownFieldTypeHasAnIcon()
    {
        Theme theme(*qApp);
        const IconProvider icons(theme);
        const auto image = [](const QIcon &icon) { return icon.pixmap(QSize(32, 32)).toImage(); };
        QCOMPARE(image(icons.forFieldType(QStringLiteral("hologram"))),
                 image(icons.icon(Icon::TypeUnknown, IconTint::Muted)));
        QVERIFY(image(icons.forFieldType(QStringLiteral("int")))
                != image(icons.forFieldType(QStringLiteral("int"), true)));
    }
};

METASCOPE_TEST(ThemeTest)
#include "themetest.moc"
