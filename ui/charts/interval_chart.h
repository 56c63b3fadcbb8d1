// SPDX-License-Identifier: GPL-3.0-or-later
// Estimates with their intervals, one below the other, and a line to hold them against. GUI thread.
#pragma once

#include <QChartView>

#include <optional>
#include <vector>

namespace evol {

struct IntervalRow {
    QString name;
    double value = 0, low = 0, high = 0;
};

class IntervalChart : public QChartView
{
    Q_OBJECT
public:
    explicit IntervalChart(QWidget *parent = nullptr);

    /// unit: after the numbers of the axis; may be empty. Rows are shown from top to bottom.
    void setRows(const QString &title, const QString &unit, std::optional<double> reference, std::vector<IntervalRow> rows);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    void fitNames();

    QString m_title, m_unit;
    std::optional<double> m_reference;
    std::vector<IntervalRow> m_rows;
};

} // namespace evol
