// SPDX-License-Identifier: GPL-3.0-or-later
// Where one says how to evolve: method, epochs, operators, models, limits; and what it would ask at most. Stands in
// the inspector's place while it is open. GUI thread.
#pragma once

#include "ui/project.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <vector>

namespace evol {

class EvolvePanel : public QWidget
{
    Q_OBJECT
public:
    explicit EvolvePanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Names of this user's endpoints; "builtin" is always there.
    void setModels(const QStringList &names);
    /// Evolves these only; empty: the whole pool.
    void setSelection(std::vector<InstructionId> ids);
    RunSettings settings() const;

Q_SIGNALS:
    void started(const evol::RunSettings &settings);
    void closed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeModels();
    QWidget *makeLimits();
    void showOperators();
    void showEstimate();
    QString model(const QComboBox *box) const;

    Project *m_project = nullptr;
    std::vector<InstructionId> m_selection;
    QComboBox *m_scope, *m_method, *m_choice;
    QSpinBox *m_epochs, *m_concurrency;
    QWidget *m_operatorBox;
    std::vector<QCheckBox *> m_operators;
    QComboBox *m_evolver, *m_judge, *m_responder;
    QLineEdit *m_seed, *m_maxRequests;
    QCheckBox *m_difficulty;
    QLabel *m_estimate;
    QPushButton *m_start;
};

} // namespace evol
