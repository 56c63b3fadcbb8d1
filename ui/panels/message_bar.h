// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong, in place at the top of the window until it is read; never a stack of dialogs. GUI thread.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include <deque>
#include <functional>

namespace evol {

enum class MessageKind { Trouble, Notice };

struct Message {
    MessageKind kind = MessageKind::Trouble;
    QString text;
    QString button;               ///< empty: none
    std::function<void()> action; ///< of the button
};

class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// The newest is shown, with the number of those behind it. The same text twice is one message.
    void add(Message message);
    void clear();
    QString text() const;
    int count() const { return static_cast<int>(m_messages.size()); }

private:
    void dismiss();
    void showNewest();

    std::deque<Message> m_messages;
    QLabel *m_text;
    QPushButton *m_button, *m_dismiss;
};

} // namespace evol
