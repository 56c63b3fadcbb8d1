// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the instructions of a review to decide on at once: all that are left, those with the same rules, or those
// with the same evidence, each with its count before anything is done. GUI thread.
#pragma once

#include "ui/panels/review_queue.h"

#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include <stop_token>

namespace evol {

class TogetherBar : public QWidget
{
    Q_OBJECT
public:
    explicit TogetherBar(QWidget *parent = nullptr);
    ~TogetherBar() override;

    /// Offers what is like the current one of the queue.
    void ask(Say say, ReviewQueue &queue, Document &document);
    void leave();
    bool isAsking() const { return isVisible(); }
    Say say() const { return m_say; }
    /// What is chosen; empty where that is still being counted.
    const std::vector<InstructionId> &ids() const;

Q_SIGNALS:
    void chosen(); ///< by the person, who is done here

private:
    void countEvidence(const Verdict &verdict, Document &document);
    void showCounts();

    Say m_say = Say::Overrule;
    std::vector<InstructionId> m_sameEvidence, m_sameRules, m_all;
    bool m_isCounting = false;
    int m_counting = 0; ///< number of the newest count: the results of older ones are dropped
    std::stop_source m_stop;
    QLabel *m_what, *m_note;
    QComboBox *m_scope;
};

} // namespace evol
