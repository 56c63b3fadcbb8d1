// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked, and the buttons that answer it, each with its key. GUI thread.
#pragma once

#include "ui/labelling/judgement_draft.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>

class QHBoxLayout;
class QPushButton;

namespace evol {

class JudgementBar : public QFrame
{
    Q_OBJECT
public:
    explicit JudgementBar(QWidget *parent = nullptr);

    void showDraft(const JudgementDraft &draft);
    void showHint(const QString &hint) { m_hint->setText(hint); }
    /// An error that stays until something is done; empty: none.
    void showTrouble(const QString &sentence);
    /// A line to type in, in place of the hint. `taken` gets what was typed; Escape leaves.
    void ask(const QString &what, const QString &text, std::function<void(const QString &)> taken);
    bool isAsking() const { return m_line->isVisible(); }

Q_SIGNALS:
    void keyMeant(int key); ///< a button stands for this key
    void left();            ///< the line is done with

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setButtons(const std::vector<std::pair<QString, int>> &buttons, int checked);
    void endAsking();

    QLabel *m_title, *m_description, *m_hint, *m_trouble;
    QHBoxLayout *m_buttons;
    std::vector<QPushButton *> m_made;
    QLineEdit *m_line;
    std::function<void(const QString &)> m_taken;
};

} // namespace evol
