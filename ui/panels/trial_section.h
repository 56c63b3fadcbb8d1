// SPDX-License-Identifier: GPL-3.0-or-later
// The what-if of a calibration: other thresholds tried on what is stored, what they would decide otherwise, and
// putting them in force as one action. GUI thread; trying runs on another.
#pragma once

#include "ui/panels/threshold_form.h"
#include "ui/panels/trial_list.h"

#include <QLabel>
#include <QPushButton>

#include <memory>
#include <stop_token>

class QProgressBar;

namespace evol {

class TrialSection : public QWidget
{
    Q_OBJECT
public:
    explicit TrialSection(QWidget *parent = nullptr);
    ~TrialSection() override;

    void setProject(Project *project);

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id);

private:
    QWidget *makeButtons();
    void readThresholds();
    void tryThem();
    void cancel();
    void apply();
    void take(Result<RuleTrial> trial);
    void takeChanges(const std::vector<Change> &changes);
    void forgetTrial(const QString &why);
    void showState();
    void showTrial();

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    RuleThresholds m_inForce;
    std::shared_ptr<const RuleTrial> m_trial;
    std::stop_source m_stop;
    bool m_isTrying = false, m_isApplying = false;
    int m_tries = 0; ///< number of the newest trial: the results of older ones are dropped
    QLabel *m_force, *m_message, *m_result;
    ThresholdForm *m_form;
    QPushButton *m_try, *m_cancel, *m_reset, *m_apply;
    QProgressBar *m_progress;
    TrialList *m_list;
};

} // namespace evol
