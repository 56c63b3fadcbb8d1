// SPDX-License-Identifier: GPL-3.0-or-later
// What can be set in the eliminator's rules, in fields. GUI thread.
#pragma once

#include "evolution/rules/rule.h"

#include <QDoubleSpinBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QWidget>

namespace evol {

/// Off, or from one half to 1 by steps of a hundredth; other values can be typed.
class SimilarityBox : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit SimilarityBox(QWidget *parent = nullptr);
    void stepBy(int steps) override;
};

class ThresholdForm : public QWidget
{
    Q_OBJECT
public:
    explicit ThresholdForm(QWidget *parent = nullptr);

    void setThresholds(const RuleThresholds &thresholds);
    RuleThresholds thresholds() const;
    /// A sentence about what cannot be used; empty: all can.
    QString problem() const;

Q_SIGNALS:
    void edited();

private:
    QSpinBox *m_words;
    SimilarityBox *m_similarity;
    QPlainTextEdit *m_phrases;
};

/// Thresholds in a sentence, e.g. "refusal below 80 words, near duplicates off, 3 leak phrases".
QString shownThresholds(const RuleThresholds &thresholds);

} // namespace evol
