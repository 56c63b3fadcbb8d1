// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/operator_choice.h"

#include "evolution/operators.h"
#include "ui/project_texts.h"
#include "ui/theme.h"

#include <QGridLayout>

#include <algorithm>

namespace evol {

namespace {
constexpr double mostWeight = 100;
} // namespace

OperatorChoice::OperatorChoice(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::inside);
    grid->setVerticalSpacing(space::grid);
    grid->setColumnStretch(0, 1);
}

void OperatorChoice::setMethod(const std::string &key, const std::vector<EvolutionOperator> &own)
{
    for (const Row &row : m_rows) {
        delete row.box;
        delete row.weight;
    }
    m_rows.clear();
    if (const auto method = findMethod(key)) {
        for (const EvolutionOperator &each : (*method)->operators)
            addRow(each, false);
    }
    for (const EvolutionOperator &each : own)
        addRow(each, true);
    Q_EMIT edited();
}

void OperatorChoice::addRow(const EvolutionOperator &each, bool isOwn)
{
    const QString name = isOwn ? QString::fromStdString(each.title) : shownOperator(each.key);
    auto *box = new QCheckBox(each.direction == Direction::InBreadth  ? tr("%1 (in breadth)").arg(name)
                              : each.direction == Direction::Downward ? tr("%1 (downward)").arg(name)
                                                                      : name);
    box->setChecked(true);
    auto *weight = new QDoubleSpinBox;
    weight->setRange(0, mostWeight);
    weight->setDecimals(2);
    weight->setSingleStep(0.25);
    weight->setValue(each.weight);
    weight->setPrefix(QStringLiteral("× "));
    weight->setAccessibleName(tr("Weight of %1").arg(name));
    weight->setToolTip(tr("How often it is chosen beside the others; 0 is never"));
    const int row = static_cast<int>(m_rows.size());
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->addWidget(box, row, 0);
    grid->addWidget(weight, row, 1);
    weight->setVisible(m_weightsShown);
    connect(box, &QCheckBox::toggled, weight, &QWidget::setEnabled);
    connect(box, &QCheckBox::toggled, this, &OperatorChoice::edited);
    connect(weight, &QDoubleSpinBox::valueChanged, this, &OperatorChoice::edited);
    m_rows.push_back({each, box, weight});
}

void OperatorChoice::showWeights(bool shown)
{
    m_weightsShown = shown;
    for (const Row &row : m_rows)
        row.weight->setVisible(shown);
}

int OperatorChoice::chosen() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [this](const Row &row) {
        return row.box->isChecked() && (!m_weightsShown || row.weight->value() > 0);
    }));
}

void OperatorChoice::fillIn(RunSettings &settings) const
{
    const bool all = std::all_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.box->isChecked(); });
    for (const Row &row : m_rows) {
        if (!all && row.box->isChecked())
            settings.operators.push_back(row.usual.key);
        if (m_weightsShown && row.weight->value() != row.usual.weight)
            settings.weights[row.usual.key] = row.weight->value();
    }
}

} // namespace evol
