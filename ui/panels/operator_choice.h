// SPDX-License-Identifier: GPL-3.0-or-later
// Which operators a run uses, and how often each is chosen. GUI thread.
#pragma once

#include "domain/run.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QWidget>

#include <string>
#include <vector>

namespace evol {

class OperatorChoice : public QWidget
{
    Q_OBJECT
public:
    explicit OperatorChoice(QWidget *parent = nullptr);

    /// Those of the method, and `own` behind them; all are chosen, with their usual weights.
    void setMethod(const std::string &key, const std::vector<EvolutionOperator> &own);
    /// Weights say nothing where every operator is used.
    void showWeights(bool shown);
    int chosen() const;
    void fillIn(RunSettings &settings) const;

Q_SIGNALS:
    void edited();

private:
    struct Row {
        EvolutionOperator usual;
        QCheckBox *box;
        QDoubleSpinBox *weight;
    };
    void addRow(const EvolutionOperator &each, bool isOwn);

    std::vector<Row> m_rows;
    bool m_weightsShown = true;
};

} // namespace evol
