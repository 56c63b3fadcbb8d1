// SPDX-License-Identifier: GPL-3.0-or-later
// The window's palette and style sheet, made from the one list of colours. GUI thread.
#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>

// Resources of a static library have to be named once by someone, and outside of any namespace.
static void loadWindowIcons()
{
    Q_INIT_RESOURCE(ui);
}

namespace evol {

namespace {

Theme theCurrentTheme = Theme::Light;

QPalette widgetPalette(const Palette &p)
{
    QPalette palette;
    palette.setColor(QPalette::Window, p.ground);
    palette.setColor(QPalette::WindowText, p.text);
    palette.setColor(QPalette::Base, p.panel);
    palette.setColor(QPalette::AlternateBase, p.ground);
    palette.setColor(QPalette::Text, p.text);
    palette.setColor(QPalette::Button, p.panel);
    palette.setColor(QPalette::ButtonText, p.text);
    palette.setColor(QPalette::BrightText, p.inBreadth);
    palette.setColor(QPalette::Highlight, p.accent);
    palette.setColor(QPalette::HighlightedText, p.onAccent);
    palette.setColor(QPalette::Link, p.accent);
    palette.setColor(QPalette::LinkVisited, p.overridden);
    palette.setColor(QPalette::ToolTipBase, p.panel);
    palette.setColor(QPalette::ToolTipText, p.text);
    palette.setColor(QPalette::PlaceholderText, p.quietText);
    palette.setColor(QPalette::Light, p.panel);
    palette.setColor(QPalette::Midlight, p.line);
    palette.setColor(QPalette::Mid, p.line);
    palette.setColor(QPalette::Dark, p.strongLine);
    palette.setColor(QPalette::Shadow, p.strongLine);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, p.strongLine);
    return palette;
}

// Only what Fusion does not give: flat tabs, one button style, hairlines instead of bevels.
const char *const sheet = R"(
QToolTip { color: $text; background: $panel; border: 1px solid $line; padding: 4px 8px; }
QMenuBar { background: $ground; border-bottom: 1px solid $line; padding: 0 8px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $tint; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $tint; color: $text; }
QMenu::item:disabled { color: $strong; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QPushButton, QToolButton[look="button"] { color: $text; background: $panel; border: 1px solid $line; border-radius: 4px; padding: 5px 12px; min-height: 16px; }
QPushButton:hover, QToolButton[look="button"]:hover { border-color: $strong; }
QPushButton:pressed, QToolButton[look="button"]:pressed, QPushButton:checked { background: $tint; }
QPushButton:focus, QToolButton[look="button"]:focus { border-color: $accent; }
QPushButton:disabled, QToolButton[look="button"]:disabled { color: $strong; background: $ground; }
QPushButton[look="primary"] { color: $onAccent; background: $accent; border-color: $accent; font-weight: 600; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:focus { border-color: $text; }
QPushButton[look="primary"]:disabled { color: $quiet; background: $line; border-color: $line; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; color: $text; background: transparent; }
QToolButton:hover { background: $tint; }
QToolButton:focus { border-color: $accent; }
QToolButton:checked { background: $tint; color: $accent; }
QToolButton:disabled { color: $strong; }
QToolButton[look="button"] { padding: 3px 8px; }
QToolButton[look="button"]:checked { background: $tint; border-color: $accent; color: $text; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: $panel; color: $text; border: 1px solid $line; border-radius: 4px; padding: 4px 8px; min-height: 18px; selection-background-color: $accent; selection-color: $onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: $accent; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: $strong; background: $ground; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/evol/ui/chevron-$mode.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; selection-background-color: $tint; selection-color: $text; outline: 0; padding: 4px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }
QListView, QTreeView, QTableView, QTextBrowser { background: $panel; border: none; outline: 0; }
QListView::item:selected, QTreeView::item:selected { background: $tint; color: $text; }
QHeaderView[look="figures"] { background: $panel; border: none; }
QHeaderView[look="figures"]::section { background: $panel; color: $quiet; border: none; border-bottom: 1px solid $line; padding: 4px 8px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget[look="wide"]::tab-bar { left: 16px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { color: $quiet; background: transparent; border: none; border-bottom: 2px solid transparent; padding: 8px 2px 6px 2px; margin-right: 14px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QSplitter::handle { background: $line; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 3px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QLabel[rank="quiet"] { color: $quiet; }
QLabel[rank="trouble"] { color: $breadth; }
QFrame[role="answer"] { background: $panel; border: none; border-right: 1px solid $line; border-top: 2px solid $panel; }
QFrame[role="answer"][chosen="true"] { border-top: 2px solid $accent; }
QLabel[rank="strong"] { font-weight: 600; }
QLabel[rank="title"] { font-weight: 600; font-size: 15pt; }
QFrame[role="panel"], QWidget[role="panel"] { background: $panel; }
QFrame[role="line"] { background: $line; max-height: 1px; min-height: 1px; border: none; }
QFrame[role="column"] { background: $line; max-width: 1px; min-width: 1px; border: none; }
QFrame[role="popup"] { background: $panel; border: 1px solid $strong; border-radius: 6px; }
QFrame[role="message"] { background: $panel; border: none; border-bottom: 1px solid $line; border-left: 4px solid $breadth; }
QFrame[role="message"][kind="notice"] { border-left-color: $kept; }
QFrame[role="bar"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[role="topbar"] { background: $ground; border: none; border-bottom: 1px solid $line; }
)";

QString styleSheet(const Palette &p, Theme theme)
{
    QString text = QString::fromLatin1(sheet);
    const std::pair<const char *, QColor> colours[] = {
        {"$onAccent", p.onAccent}, {"$accent", p.accent}, {"$strong", p.strongLine}, {"$quiet", p.quietText},
        {"$ground", p.ground},     {"$panel", p.panel},   {"$text", p.text},         {"$line", p.line},
        {"$tint", p.accentTint},   {"$kept", p.kept},     {"$breadth", p.inBreadth},
    };
    for (const auto &[name, colour] : colours)
        text.replace(QLatin1String(name), colour.name());
    return text.replace(QStringLiteral("$mode"), theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

Theme systemTheme()
{
    // Asked once, before the program's own palette hides the answer.
    static const Theme theme =
        QApplication::palette().color(QPalette::Window).lightness() < 128 ? Theme::Dark : Theme::Light;
    return theme;
}

} // namespace

Theme resolvedTheme(ThemeChoice choice)
{
    if (choice == ThemeChoice::System)
        return systemTheme();
    return choice == ThemeChoice::Dark ? Theme::Dark : Theme::Light;
}

Theme currentTheme()
{
    return theCurrentTheme;
}

const Palette &currentPalette()
{
    return paletteOf(theCurrentTheme);
}

void applyTheme(Theme theme)
{
    loadWindowIcons();
    systemTheme();
    theCurrentTheme = theme;
    if (QApplication::style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSize(10);
    QApplication::setFont(font);
    QApplication::setPalette(widgetPalette(paletteOf(theme)));
    qApp->setStyleSheet(styleSheet(paletteOf(theme), theme));
}

QFont readingFont()
{
    QFont font = QApplication::font();
    font.setPointSize(11);
    return font;
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSize(10);
    return font;
}

} // namespace evol
