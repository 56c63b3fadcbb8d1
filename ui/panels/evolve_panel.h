// SPDX-License-Identifier: GPL-3.0-or-later
// Where one says how to evolve: method, epochs, operators, models, limits; and what it would ask at most. Stands in
// the inspector's place while it is open. GUI thread.
#pragma once

#include "evolution/run_estimate.h"
#include "models/run_models.h"
#include "ui/project.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

#include <vector>

namespace evol {

class OperatorChoice;
class SamplingFields;

class EvolvePanel : public QWidget
{
    Q_OBJECT
public:
    explicit EvolvePanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Names of this user's endpoints; "builtin" is always there.
    void setModels(const QStringList &names);
    /// Where the models' prices are looked up.
    void setSources(ModelSources sources) { m_sources = std::move(sources); }
    /// Also once the project has other operators of its own.
    void showOperators();
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
    void showEstimate();
    void estimate();
    QString model(const QComboBox *box) const;

    Project *m_project = nullptr;
    std::vector<InstructionId> m_selection;
    QComboBox *m_scope, *m_method, *m_choice;
    QSpinBox *m_epochs, *m_concurrency, *m_responses;
    QComboBox *m_keep;
    OperatorChoice *m_operators;
    QComboBox *m_evolver, *m_judge, *m_responder;
    SamplingFields *m_evolverSampling, *m_judgeSampling, *m_responderSampling;
    QLineEdit *m_seed, *m_maxRequests, *m_maxTokens, *m_budget;
    QCheckBox *m_difficulty;
    QLabel *m_estimate;
    QPushButton *m_start;
    ModelSources m_sources;
    QTimer m_estimateTimer;
    int m_estimateNumber = 0; ///< of the newest question: older answers are dropped
};

} // namespace evol
