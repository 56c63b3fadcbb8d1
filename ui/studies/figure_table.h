// SPDX-License-Identifier: GPL-3.0-or-later
// A table of figures: sorted by a click, numbers by their value, saved as CSV or JSON as it stands. GUI thread.
#pragma once

#include "domain/result.h"

#include <QTableView>

#include <optional>
#include <vector>

class QSortFilterProxyModel;
class QStandardItemModel;

namespace evol {

/// A text, or a number with the digits to show; a number that is not there shows as a dash and sorts last.
struct FigureCell {
    QString text;
    std::optional<double> number;
    int digits = 0;
    bool isNumber = false;

    static FigureCell of(const QString &text) { return {text, {}, 0, false}; }
    static FigureCell of(const std::string &text) { return {QString::fromStdString(text), {}, 0, false}; }
    static FigureCell of(std::optional<double> number, int digits) { return {{}, number, digits, true}; }
    static FigureCell count(std::int64_t number) { return {{}, double(number), 0, true}; }
};

class FigureTable : public QTableView
{
    Q_OBJECT
public:
    explicit FigureTable(QWidget *parent = nullptr);

    void setFigures(const QStringList &headers, const std::vector<std::vector<FigureCell>> &rows);
    /// .csv or .json; numbers unrounded.
    Result<> save(const QString &path) const;
    QSize sizeHint() const override;

private:
    QStandardItemModel *m_rows;
    QSortFilterProxyModel *m_sorted;
};

} // namespace evol
