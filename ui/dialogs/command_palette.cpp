// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/dialogs/command_palette.h"

#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr QSize paletteSize(480, 400);
constexpr int top = 72;
constexpr int keysRole = Qt::UserRole + 1;

/// The action's words at the left, its keys at the right.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, QFontMetrics(option.font).height() + 2 * space::inside};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &palette = currentPalette();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, palette.accentTint);
        const QRect inside = option.rect.adjusted(space::panel, 0, -space::panel, 0);
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        painter->setPen(enabled ? palette.text : palette.strongLine);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->setPen(palette.quietText);
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, index.data(keysRole).toString());
    }
};

bool matches(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

CommandPalette::CommandPalette(std::vector<QAction *> actions, QWidget *window)
    : QFrame(window, Qt::Popup), m_actions(std::move(actions)), m_line(new QLineEdit), m_list(new QListWidget)
{
    setObjectName(QStringLiteral("commandPalette"));
    setProperty("role", QStringLiteral("popup"));
    m_line->setObjectName(QStringLiteral("commandLine"));
    m_line->setPlaceholderText(tr("What do you want to do?"));
    m_line->setAccessibleName(tr("Command"));
    m_line->installEventFilter(this);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::inside, space::inside, space::inside, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::list);
    connect(m_line, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    resize(paletteSize);
}

void CommandPalette::open()
{
    const QWidget *window = parentWidget();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, top)));
    m_line->clear();
    list();
    show();
    m_line->setFocus();
}

void CommandPalette::list()
{
    m_list->clear();
    const QStringList words = m_line->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < m_actions.size(); ++i) {
        const QAction *action = m_actions[i];
        const QString text = action->text().remove(QLatin1Char('&'));
        if (!matches(text, words))
            continue;
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, static_cast<int>(i));
        item->setData(keysRole, action->shortcut().toString(QKeySequence::NativeText));
        if (!action->isEnabled())
            item->setFlags(Qt::NoItemFlags);
    }
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->flags().testFlag(Qt::ItemIsEnabled)) {
            m_list->setCurrentRow(row);
            break;
        }
    }
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    QAction *action = m_actions[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())];
    hide();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace evol
