// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/epoch_table.h"

#include "evolution/epoch_sets.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QSignalBlocker>

namespace evol {

namespace {

enum Column { EpochColumn, KeptColumn, SoFarColumn, ScoreColumn, ColumnCount };

constexpr int mostRowsShown = 8;

QTableWidgetItem *cell(const QString &text, bool isEditable = false)
{
    auto *item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->setFlags(isEditable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

EpochTable::EpochTable(QWidget *parent) : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(QStringLiteral("epochTable"));
    setAccessibleName(tr("Epochs"));
    setHorizontalHeaderLabels({tr("Epoch"), tr("Kept"), tr("So far"), tr("Dev score")});
    horizontalHeaderItem(SoFarColumn)->setToolTip(tr("Kept up to this epoch: what one would train on"));
    horizontalHeaderItem(ScoreColumn)->setToolTip(tr("Of a model trained on the epochs up to this one, on your development set"));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    verticalHeader()->hide();
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(this, &QTableWidget::cellChanged, this, &EpochTable::take);
}

void EpochTable::setProject(Project *project)
{
    m_project = project;
    refresh();
}

void EpochTable::refresh()
{
    if (state() == EditingState)
        return; // what is being typed stays; it is a change that comes here again
    const QSignalBlocker blocker(this);
    m_advice.clear();
    const auto sets = m_project ? epochSets(m_project->pool(), m_project->document().reader()) : std::vector<EpochSet>();
    if (!sets)
        return;
    const QLocale locale;
    setRowCount(static_cast<int>(sets->size()));
    for (int row = 0; row < rowCount(); ++row) {
        const EpochSet &set = (*sets)[static_cast<std::size_t>(row)];
        setItem(row, EpochColumn, cell(row == 0 ? tr("seeds") : locale.toString(set.epoch)));
        setItem(row, KeptColumn, cell(locale.toString(static_cast<qlonglong>(set.kept))));
        setItem(row, SoFarColumn, cell(locale.toString(static_cast<qlonglong>(set.keptSoFar))));
        auto *score = cell(set.score ? locale.toString(*set.score, 'g', 6) : QString(), m_project && !m_project->isReadOnly());
        if (set.isBest) {
            QFont bold = font();
            bold.setBold(true);
            score->setFont(bold);
            score->setForeground(currentPalette().kept);
            score->setToolTip(tr("The best"));
            m_advice = hasPeaked(*sets) ? tr("No epoch after %1 scored better: evolving on does not help (Evol Stop).").arg(set.epoch) : QString();
        }
        setItem(row, ScoreColumn, score);
    }
    const int height = rowCount() > 0 ? rowHeight(0) : 0;
    setFixedHeight(horizontalHeader()->sizeHint().height() + std::min(rowCount(), mostRowsShown) * height + 2 * frameWidth());
}

void EpochTable::take(int row, int column)
{
    if (column != ScoreColumn || !m_project)
        return;
    const QString text = item(row, column)->text().trimmed();
    bool isNumber = true;
    const double score = text.isEmpty() ? 0 : QLocale().toDouble(text, &isNumber);
    if (!isNumber) {
        Q_EMIT failed({ErrorKind::InvalidInput, tr("“%1” is no score; type a number.").arg(text).toStdString()});
        return refresh();
    }
    const auto change = devScoreChange(m_project->pool(), row, text.isEmpty() ? std::nullopt : std::optional(score), m_project->document().person());
    if (change)
        m_project->document().apply(tr("Score epoch %1").arg(row).toStdString(), {*change});
    else
        Q_EMIT failed(change.error());
}

} // namespace evol
