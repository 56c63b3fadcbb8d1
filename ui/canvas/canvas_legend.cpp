// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/canvas/canvas_legend.h"

#include <QFontMetrics>
#include <QPainter>

namespace evol {

namespace {
constexpr int fromCorner = 16;
constexpr int padding = 8;
constexpr int swatch = 12;
constexpr int mostRows = 12;
} // namespace

void paintLegend(QPainter &painter, const QRect &area, const NodeColours &colours, const Palette &palette)
{
    std::vector<NodeColours::LegendEntry> entries = colours.legend();
    if (entries.size() > mostRows)
        entries.resize(mostRows);
    const QFontMetrics metrics(painter.font());
    int width = 0;
    for (const NodeColours::LegendEntry &entry : entries)
        width = std::max(width, metrics.horizontalAdvance(entry.name));
    const int row = metrics.height() + 4;
    const QSize size(width + swatch + 3 * padding, int(entries.size()) * row + 2 * padding - 4);
    if (size.width() + 2 * fromCorner > area.width() / 2 || size.height() + 2 * fromCorner > area.height() / 2)
        return;
    const QRect box(QPoint(area.left() + fromCorner, area.bottom() + 1 - fromCorner - size.height()), size);
    painter.fillRect(box, palette.panel);
    painter.setPen(palette.line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    int top = box.top() + padding;
    for (const NodeColours::LegendEntry &entry : entries) {
        painter.fillRect(box.left() + padding, top + (metrics.height() - swatch) / 2, swatch, swatch, colours.colour(entry.hue, palette));
        painter.setPen(palette.text);
        painter.drawText(box.left() + 2 * padding + swatch, top + metrics.ascent(), entry.name);
        top += row;
    }
}

} // namespace evol
