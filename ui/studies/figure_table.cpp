// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/studies/figure_table.h"

#include "preference/csv.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <nlohmann/json.hpp>

#include <limits>

namespace evol {

namespace {

constexpr int valueRole = Qt::UserRole + 1;

QString shownNumber(const FigureCell &cell)
{
    return cell.number ? QLocale().toString(*cell.number, 'f', cell.digits) : QStringLiteral("–");
}

QStandardItem *itemOf(const FigureCell &cell)
{
    auto *item = new QStandardItem(cell.isNumber ? shownNumber(cell) : cell.text);
    item->setEditable(false);
    if (cell.isNumber) {
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        item->setData(cell.number.value_or(-std::numeric_limits<double>::infinity()), valueRole);
    } else {
        item->setData(cell.text.toLower(), valueRole);
        item->setToolTip(cell.text);
    }
    return item;
}

nlohmann::ordered_json valueOf(const QModelIndex &index)
{
    const QVariant value = index.data(valueRole);
    if (value.typeId() != QMetaType::Double)
        return index.data().toString().toStdString();
    const double number = value.toDouble();
    return std::isfinite(number) ? nlohmann::ordered_json(number) : nlohmann::ordered_json();
}

} // namespace

FigureTable::FigureTable(QWidget *parent) : QTableView(parent), m_rows(new QStandardItemModel(this)), m_sorted(new QSortFilterProxyModel(this))
{
    m_sorted->setSourceModel(m_rows);
    m_sorted->setSortRole(valueRole);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + space::inside + space::grid);
    horizontalHeader()->setProperty("look", QStringLiteral("figures"));
    horizontalHeader()->setHighlightSections(false);
    setMinimumHeight(horizontalHeader()->sizeHint().height() + 3 * verticalHeader()->defaultSectionSize() + 2 * space::panel);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void FigureTable::setFigures(const QStringList &headers, const std::vector<std::vector<FigureCell>> &rows)
{
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels(headers);
    for (const auto &row : rows) {
        QList<QStandardItem *> items;
        for (const FigureCell &cell : row)
            items += itemOf(cell);
        m_rows->appendRow(items);
    }
    for (int column = 0; column < m_rows->columnCount(); ++column) {
        const bool numbers = !rows.empty() && rows.front()[std::size_t(column)].isNumber;
        m_rows->setHeaderData(column, Qt::Horizontal, int((numbers ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter), Qt::TextAlignmentRole);
    }
    resizeColumnsToContents();
    for (int column = 0; column < m_rows->columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column) + space::groups, 320));
    updateGeometry();
}

QSize FigureTable::sizeHint() const
{
    const int rows = std::min(m_rows->rowCount(), 7);
    return {480, horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth() + space::groups};
}

Result<> FigureTable::save(const QString &path) const
{
    std::vector<std::string> headers;
    for (int column = 0; column < m_sorted->columnCount(); ++column)
        headers.push_back(m_sorted->headerData(column, Qt::Horizontal).toString().toStdString());
    std::string csv = csvRow(headers);
    auto list = nlohmann::ordered_json::array();
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        std::vector<std::string> fields;
        nlohmann::ordered_json object;
        for (int column = 0; column < m_sorted->columnCount(); ++column) {
            const auto value = valueOf(m_sorted->index(row, column));
            fields.push_back(value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump());
            object[headers[std::size_t(column)]] = value;
        }
        csv += csvRow(fields);
        list.push_back(std::move(object));
    }
    QSaveFile file(path);
    const std::string text = path.endsWith(QLatin1String(".json")) ? list.dump(2) + '\n' : csv;
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0 || !file.commit())
        return fail(ErrorKind::Io, tr("%1 cannot be written: %2. Choose another place.").arg(path, file.errorString()).toStdString());
    return {};
}

} // namespace evol
