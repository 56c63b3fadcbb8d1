// SPDX-License-Identifier: GPL-3.0-or-later
// One line over the canvas that asks for a number or a few words: Enter answers, Escape gives up. GUI thread.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>

#include <functional>

namespace evol {

class AskLine : public QFrame
{
    Q_OBJECT
public:
    /// Lies at the upper edge of `parent`.
    explicit AskLine(QWidget *parent);

    /// Returns what is wrong with the answer; an empty string takes it.
    using Answer = std::function<QString(const QString &)>;
    void ask(const QString &question, const QString &hint, Answer answer);
    void close();

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void answer();
    void place();

    QLabel *m_question, *m_trouble;
    QLineEdit *m_line;
    Answer m_answer;
};

} // namespace evol
