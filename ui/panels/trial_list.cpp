// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/trial_list.h"

#include "ui/panels/two_line_delegate.h"
#include "ui/theme.h"

#include <QKeyEvent>

#include <algorithm>

namespace evol {

namespace {

QString names(const std::vector<FiredRule> &fired, const std::vector<FiredRule> &others)
{
    QStringList rules;
    for (const FiredRule &one : fired) {
        const bool isShared = std::any_of(others.begin(), others.end(), [&](const FiredRule &other) { return other.rule == one.rule; });
        if (!isShared)
            rules += shownRule(one.rule);
    }
    return rules.join(QStringLiteral(", "));
}

/// e.g. "#12 · kept → eliminated · Refusal"
QString changeOf(const VerdictDifference &difference)
{
    const QString id = QStringLiteral("#%1 · ").arg(difference.instruction);
    const bool wasKept = difference.from.kept();
    const bool isKept = difference.to.kept();
    if (wasKept && !isKept)
        return id + TrialListModel::tr("kept → eliminated · %1").arg(names(difference.to.fired, {}));
    if (!wasKept && isKept)
        return id + TrialListModel::tr("eliminated → kept · no longer %1").arg(names(difference.from.fired, {}));
    const QString gone = names(difference.from.fired, difference.to.fired);
    const QString come = names(difference.to.fired, difference.from.fired);
    if (gone.isEmpty())
        return id + TrialListModel::tr("eliminated, also %1").arg(come);
    return id + (come.isEmpty() ? TrialListModel::tr("eliminated, no longer %1").arg(gone)
                                : TrialListModel::tr("eliminated, %1 → %2").arg(gone, come));
}

} // namespace

TrialListModel::TrialListModel(QObject *parent) : QAbstractListModel(parent) {}

void TrialListModel::setTrial(Project *project, std::shared_ptr<const RuleTrial> trial)
{
    beginResetModel();
    disconnect(m_connection);
    m_project = project;
    m_trial = std::move(trial);
    endResetModel();
    if (!m_project || !m_trial)
        return;
    m_connection = connect(&m_project->texts(), &ProjectTexts::arrived, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {TwoLineDelegate::SecondLineRole});
    });
}

int TrialListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_trial || !m_project ? 0 : static_cast<int>(m_trial->differences.size());
}

QVariant TrialListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const VerdictDifference &difference = m_trial->differences[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return changeOf(difference);
    case TwoLineDelegate::SecondLineRole:
        return m_project->texts().text(difference.instruction);
    case InstructionRole:
        return QVariant::fromValue<qlonglong>(difference.instruction);
    default:
        return {};
    }
}

TrialList::TrialList(QWidget *parent) : QListView(parent), m_model(new TrialListModel(this))
{
    setModel(m_model);
    setItemDelegate(new TwoLineDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setObjectName(QStringLiteral("trialList"));
    setAccessibleName(tr("Instructions that would be decided otherwise"));
    connect(this, &QListView::clicked, this, &TrialList::ask);
}

void TrialList::ask(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT instructionAsked(index.data(TrialListModel::InstructionRole).toLongLong());
}

void TrialList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        ask(currentIndex());
    else
        QListView::keyPressEvent(event);
}

} // namespace evol
