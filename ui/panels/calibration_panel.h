// SPDX-License-Identifier: GPL-3.0-or-later
// How right the eliminator is, rule by rule, with people's decisions for the truth; and what other thresholds would
// decide. Stands in the inspector's place while it is open. GUI thread.
#pragma once

#include "evolution/audit_sample.h"
#include "ui/project.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

namespace evol {

class TrialSection;

class CalibrationPanel : public QWidget
{
    Q_OBJECT
public:
    explicit CalibrationPanel(QWidget *parent = nullptr);

    void setProject(Project *project);

Q_SIGNALS:
    /// For a review of this sample.
    void reviewAsked(evol::AuditKind kind, qint64 size, quint64 seed);
    void instructionAsked(evol::InstructionId id);
    void closed();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBody();
    void refresh();

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    QTimer m_later; ///< a run changes the project many times a second
    QLabel *m_tells, *m_table, *m_assumption;
    QPushButton *m_review, *m_borderline;
    TrialSection *m_trial;
};

} // namespace evol
