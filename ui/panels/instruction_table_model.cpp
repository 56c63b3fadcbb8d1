// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/instruction_table_model.h"

#include "ui/background.h"
#include "ui/panels/row_painting.h"
#include "ui/text_search.h"

#include <QLocale>

#include <algorithm>
#include <limits>
#include <numeric>

namespace evol {

namespace {

constexpr int comparedCharacters = 48;

/// By id: the place of its text among all, in the order of letters whatever their case.
Result<std::vector<std::uint32_t>> textRanks(ProjectReader &reader)
{
    std::vector<std::pair<QString, InstructionId>> texts;
    const auto read = reader.eachInstruction([&](const Instruction &instruction) {
        // Four bytes a character at most.
        const std::string beginning = instruction.text.substr(0, 4 * comparedCharacters);
        texts.emplace_back(QString::fromStdString(beginning).left(comparedCharacters).toCaseFolded(), instruction.id);
        return true;
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    std::sort(texts.begin(), texts.end());
    std::vector<std::uint32_t> ranks;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto id = static_cast<std::size_t>(texts[i].second);
        if (id >= ranks.size())
            ranks.resize(std::max(id + 1, texts.size() + 1), std::numeric_limits<std::uint32_t>::max());
        ranks[id] = static_cast<std::uint32_t>(i);
    }
    return ranks;
}

} // namespace

InstructionTableModel::InstructionTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void InstructionTableModel::setProject(Project *project)
{
    ++m_number;
    beginResetModel();
    m_project = project;
    m_rows.clear();
    m_textRanks.clear();
    endResetModel();
}

void InstructionTableModel::setMatches(const NodeSet *matches)
{
    std::vector<NodeIndex> rows;
    if (m_project) {
        const Pool &pool = m_project->pool();
        const NodeIndex end = matches ? static_cast<NodeIndex>(std::min<std::size_t>(matches->size(), static_cast<std::size_t>(pool.size()))) : pool.size();
        rows.reserve(static_cast<std::size_t>(pool.count()));
        for (NodeIndex n = 0; n < end; ++n) {
            if (!pool.isRemoved(n) && (!matches || (*matches)[static_cast<std::size_t>(n)]))
                rows.push_back(n);
        }
        rankOperators();
        sortRows(rows);
    }
    if (rows == m_rows) {
        refreshValues();
        return;
    }
    const bool grown = !m_rows.empty() && rows.size() > m_rows.size() && std::equal(m_rows.begin(), m_rows.end(), rows.begin());
    if (grown) {
        beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT sorted();
}

void InstructionTableModel::refreshValues()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void InstructionTableModel::rankOperators()
{
    const std::vector<std::string> &keys = m_project->pool().operatorKeys();
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return m_project->texts().operatorTitle(keys[a]).localeAwareCompare(m_project->texts().operatorTitle(keys[b])) < 0; });
    m_operatorRanks.resize(keys.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        m_operatorRanks[order[i]] = static_cast<std::uint32_t>(i);
}

std::uint32_t InstructionTableModel::keyOf(NodeIndex n) const
{
    const Pool &pool = m_project->pool();
    const auto id = static_cast<std::size_t>(pool.id(n));
    switch (m_column) {
    case Epoch:
        return static_cast<std::uint32_t>(pool.epoch(n));
    case Operator:
        return m_operatorRanks[static_cast<std::size_t>(pool.operatorNumber(n))];
    case StateColumn:
        return static_cast<std::uint32_t>(pool.state(n)) * 2 + pool.isOverridden(n);
    case Difficulty:
        return static_cast<std::uint32_t>(pool.difficulty(n));
    case RatingColumn:
        return static_cast<std::uint32_t>(pool.rating(n) * 1000);
    case Responses:
        return static_cast<std::uint32_t>(pool.responses(n));
    case Text:
        return id < m_textRanks.size() ? m_textRanks[id] : std::numeric_limits<std::uint32_t>::max();
    default:
        return static_cast<std::uint32_t>(id);
    }
}

void InstructionTableModel::sortRows(std::vector<NodeIndex> &rows) const
{
    // One number to compare: the value, then the id's order, which is that of the pool as far as it matters here.
    std::vector<std::uint64_t> keys(rows.size());
    const std::uint64_t flip = m_order == Qt::DescendingOrder ? std::uint64_t{0xffffffff} : 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        keys[i] = (std::uint64_t{keyOf(rows[i])} ^ flip) << 32 | static_cast<std::uint32_t>(rows[i]);
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = static_cast<NodeIndex>(keys[i] & 0xffffffff);
}

void InstructionTableModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_project || column < 0)
        return;
    // Read anew each time it is asked for: texts are edited, and come.
    if (column == Text)
        readTextRanks();
    beginResetModel();
    rankOperators();
    sortRows(m_rows);
    endResetModel();
    Q_EMIT sorted();
}

void InstructionTableModel::readTextRanks()
{
    inBackground(
        this,
        [open = openReaderOf(*m_project)]() -> Result<std::vector<std::uint32_t>> {
            auto reader = open();
            if (!reader)
                return tl::unexpected<Error>(reader.error());
            return textRanks(**reader);
        },
        [this, number = ++m_number](Result<std::vector<std::uint32_t>> ranks) {
            if (number != m_number || !ranks)
                return;
            m_textRanks = std::move(*ranks);
            if (m_column != Text)
                return;
            beginResetModel();
            sortRows(m_rows);
            endResetModel();
            Q_EMIT sorted();
        });
}

int InstructionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int InstructionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant InstructionTableModel::data(const QModelIndex &index, int role) const
{
    if (!m_project || !index.isValid() || index.row() >= rowCount())
        return {};
    const Pool &pool = m_project->pool();
    const NodeIndex n = nodeAt(index.row());
    if (role == Qt::ToolTipRole)
        return m_project->texts().text(pool.id(n)).left(800);
    if (role == Qt::TextAlignmentRole)
        return QVariant(index.column() == Text || index.column() == Operator || index.column() == StateColumn ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Id:
        return QVariant::fromValue<qlonglong>(pool.id(n));
    case Epoch:
        return pool.epoch(n);
    case Operator:
        return m_project->texts().operatorTitle(pool.operatorKey(n));
    case StateColumn:
        return row::stateWord(pool.state(n), pool.isOverridden(n));
    case Difficulty:
        return pool.difficulty(n) > 0 ? QVariant(pool.difficulty(n)) : QVariant();
    case RatingColumn:
        return pool.rating(n) > 0 ? QVariant(QLocale().toString(pool.rating(n), 'f', 1)) : QVariant();
    case Responses:
        return pool.responses(n) > 0 ? QVariant(pool.responses(n)) : QVariant();
    default:
        return m_project->texts().text(pool.id(n)).left(400).simplified();
    }
}

QVariant InstructionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == Text || section == Operator || section == StateColumn ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    const QString titles[ColumnCount] = {tr("Id"), tr("Epoch"), tr("Operator"), tr("State"), tr("Difficulty"), tr("Rating"), tr("Responses"), tr("Text")};
    if (role != Qt::DisplayRole || section >= ColumnCount)
        return {};
    return section == m_column ? titles[section] + (m_order == Qt::AscendingOrder ? QStringLiteral(" ↑") : QStringLiteral(" ↓")) : titles[section];
}

InstructionId InstructionTableModel::idAt(int row) const
{
    return m_project && row >= 0 && row < rowCount() ? m_project->pool().id(nodeAt(row)) : 0;
}

int InstructionTableModel::rowOf(InstructionId id) const
{
    const NodeIndex n = m_project ? m_project->pool().indexOf(id) : noNode;
    const auto found = n == noNode ? m_rows.end() : std::find(m_rows.begin(), m_rows.end(), n);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void InstructionTableModel::prefetch(int first, int last) const
{
    std::vector<InstructionId> ids;
    for (int row = std::max(first, 0); row <= last && row < rowCount(); ++row)
        ids.push_back(idAt(row));
    if (m_project)
        m_project->texts().prefetch(ids);
}

} // namespace evol
