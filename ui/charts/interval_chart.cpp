// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/charts/interval_chart.h"

#include "ui/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QEvent>
#include <QFontInfo>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>

namespace evol {

namespace {

constexpr double strokeWidth = 2;
constexpr double markerSize = 9;
constexpr int longestName = 28;
constexpr int smallestName = 7; ///< pixels
constexpr int aroundRows = 72;  ///< pixels of title and axis
constexpr double shareOfRow = 0.62;
constexpr qreal capHeight = 0.12; ///< of the distance of two rows

QString shownName(const QString &name)
{
    return name.size() > longestName ? name.left(longestName - 1) + QStringLiteral("…") : name;
}

QLineSeries *lineOf(const QList<QPointF> &points, const QPen &pen)
{
    auto *series = new QLineSeries;
    series->append(points);
    series->setPen(pen);
    return series;
}

void dress(QAbstractAxis *axis, const Palette &palette)
{
    axis->setLabelsColor(palette.text);
    axis->setLinePenColor(palette.line);
    axis->setGridLineColor(palette.line);
    axis->setTitleBrush(palette.quietText);
}

} // namespace

IntervalChart::IntervalChart(QWidget *parent) : QChartView(new QChart, parent)
{
    setRenderHint(QPainter::Antialiasing);
    setMinimumSize(240, 180);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    chart()->legend()->hide();
    chart()->setMargins(QMargins(space::inside, 0, space::panel, 0));
    chart()->setBackgroundRoundness(0);
}

void IntervalChart::setRows(const QString &title, const QString &unit, std::optional<double> reference, std::vector<IntervalRow> rows)
{
    m_title = title;
    m_unit = unit;
    m_reference = reference;
    m_rows = std::move(rows);
    QString spoken = title;
    for (const IntervalRow &row : m_rows)
        spoken += tr("; %1: %2, from %3 to %4").arg(row.name).arg(row.value, 0, 'f', 1).arg(row.low, 0, 'f', 1).arg(row.high, 0, 'f', 1);
    setAccessibleName(spoken);
    draw();
}

void IntervalChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void IntervalChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    fitNames();
}

/// Names that do not fit their row would be cut to nothing.
void IntervalChart::fitNames()
{
    const auto axes = chart()->axes(Qt::Vertical);
    if (axes.isEmpty() || m_rows.empty())
        return;
    QFont names = font();
    const double room = (height() - aroundRows) / double(m_rows.size());
    names.setPixelSize(std::clamp(int(room * shareOfRow), smallestName, QFontInfo(names).pixelSize()));
    axes.front()->setLabelsFont(names);
}

void IntervalChart::draw()
{
    const Palette &palette = currentPalette();
    QChart *all = chart();
    all->removeAllSeries();
    for (QAbstractAxis *axis : all->axes()) {
        all->removeAxis(axis);
        delete axis;
    }
    setBackgroundBrush(palette.panel);
    all->setBackgroundBrush(palette.panel);
    all->setTitleBrush(palette.text);
    all->setTitle(m_rows.empty() ? tr("%1: nothing to show yet").arg(m_title) : m_title);
    if (m_rows.empty())
        return;

    const int count = int(m_rows.size());
    double low = m_reference.value_or(m_rows.front().low), high = m_reference.value_or(m_rows.front().high);
    for (const IntervalRow &row : m_rows) {
        low = std::min(low, row.low);
        high = std::max(high, row.high);
    }
    const double room = high > low ? (high - low) * 0.08 : 1;
    auto *values = new QValueAxis;
    values->setRange(low - room, high + room);
    values->applyNiceNumbers();
    values->setLabelFormat((high - low < 5 ? QStringLiteral("%.1f") : QStringLiteral("%.0f")) + (m_unit == QLatin1String("%") ? QStringLiteral(" %%") : QString()));
    auto *names = new QCategoryAxis;
    names->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    names->setRange(-0.5, count - 0.5);
    names->setGridLineVisible(false);
    for (int i = count; i-- > 0;)
        names->append(shownName(m_rows[std::size_t(i)].name), count - 1 - i);
    all->addAxis(values, Qt::AlignBottom);
    all->addAxis(names, Qt::AlignLeft);
    dress(values, palette);
    dress(names, palette);

    const auto add = [&](QAbstractSeries *series) {
        all->addSeries(series);
        series->attachAxis(values);
        series->attachAxis(names);
    };
    if (m_reference)
        add(lineOf({{*m_reference, -0.5}, {*m_reference, count - 0.5}}, QPen(palette.strongLine, 1, Qt::DashLine)));
    auto *points = new QScatterSeries;
    const QPen pen(palette.accent, strokeWidth);
    for (int i = 0; i < count; ++i) {
        const IntervalRow &row = m_rows[std::size_t(i)];
        const qreal y = count - 1 - i;
        add(lineOf({{row.low, y - capHeight}, {row.low, y + capHeight}, {row.low, y}, {row.high, y}, {row.high, y - capHeight}, {row.high, y + capHeight}}, pen));
        points->append(row.value, y);
    }
    points->setColor(palette.accent);
    points->setBorderColor(palette.panel);
    points->setMarkerSize(markerSize);
    add(points);
    fitNames();
}

} // namespace evol
