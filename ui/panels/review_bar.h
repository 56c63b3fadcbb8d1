// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a review: which instructions, of which rule, how many, and how far one is. GUI thread.
#pragma once

#include "evolution/audit_sample.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QWidget>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace evol {

class ReviewBar : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewBar(QWidget *parent = nullptr);

    /// How many instructions were judged: a sample of a fitting size is proposed.
    void setPopulation(std::int64_t judged);
    /// Tells what is reviewed; emits nothing.
    void showPlan(const AuditPlan &plan);
    void showRules(const std::vector<std::pair<std::string, int>> &rules, const std::string &chosen, int all);
    void showProgress(const QString &text) { m_progress->setText(text); }
    /// What the fields say, without what is borderline.
    AuditPlan plan() const;
    void choose(AuditKind kind);

Q_SIGNALS:
    void asked();                            ///< for a review of plan()
    void ruleChosen(const std::string &rule); ///< empty: all
    void left();                             ///< the focus is to go back to the text

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeSample();
    void showAssumption();

    std::array<QToolButton *, 3> m_kinds; ///< in order of AuditKind
    QComboBox *m_rule;
    QLabel *m_progress, *m_assumption;
    QSpinBox *m_size;
    QLineEdit *m_seed;
    QWidget *m_sample;
    AuditKind m_kind = AuditKind::Eliminated;
    std::int64_t m_population = 0;
};

} // namespace evol
