// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/message_bar.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QStyle>

#include <algorithm>

namespace evol {

namespace {
constexpr std::size_t mostKept = 100;
} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_text(new QLabel), m_button(new QPushButton), m_dismiss(new QPushButton(tr("Dismiss")))
{
    setObjectName(QStringLiteral("messageBar"));
    setProperty("role", QStringLiteral("message"));
    setAccessibleName(tr("Message"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_dismiss->setObjectName(QStringLiteral("dismissMessage"));
    m_button->setObjectName(QStringLiteral("messageAction"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::groups, space::inside, space::groups, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_dismiss);
    connect(m_dismiss, &QPushButton::clicked, this, &MessageBar::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto action = m_messages.back().action;
        dismiss();
        if (action)
            action();
    });
    hide();
}

void MessageBar::add(Message message)
{
    std::erase_if(m_messages, [&](const Message &known) { return known.text == message.text; });
    m_messages.push_back(std::move(message));
    if (m_messages.size() > mostKept)
        m_messages.pop_front();
    showNewest();
}

void MessageBar::clear()
{
    m_messages.clear();
    showNewest();
}

QString MessageBar::text() const
{
    return m_messages.empty() ? QString() : m_messages.back().text;
}

void MessageBar::dismiss()
{
    if (!m_messages.empty())
        m_messages.pop_back();
    showNewest();
}

void MessageBar::showNewest()
{
    setVisible(!m_messages.empty());
    if (m_messages.empty())
        return;
    const Message &newest = m_messages.back();
    setProperty("kind", newest.kind == MessageKind::Notice ? QStringLiteral("notice") : QStringLiteral("trouble"));
    style()->unpolish(this);
    style()->polish(this);
    m_text->setText(newest.text);
    m_button->setText(newest.button);
    m_button->setVisible(!newest.button.isEmpty());
    const int more = count() - 1;
    m_dismiss->setText(more > 0 ? tr("Dismiss (%n more)", nullptr, more) : tr("Dismiss"));
}

} // namespace evol
