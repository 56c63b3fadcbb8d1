// SPDX-License-Identifier: GPL-3.0-or-later
// The icons of evolution operators, drawn in one colour: sharp vectors on printers and in SVG, cached
// pixmaps on the screen. GUI thread, or the one thread that draws without a screen.
#pragma once

#include "domain/instruction.h"

#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QRect>
#include <QString>
#include <QSvgRenderer>

#include <memory>

class QPainter;

namespace evol {

class OperatorIcons
{
public:
    OperatorIcons();

    /// name: as TreeContent::operatorIcon gives it, or "seed".
    void paint(QPainter &painter, const QString &name, Direction direction, const QRect &place,
               const QColor &colour);

private:
    QSvgRenderer *renderer(const QString &name, Direction direction, const QColor &colour);

    QHash<QString, std::shared_ptr<QSvgRenderer>> m_renderers; ///< by name and colour
    QHash<QString, QPixmap> m_pixmaps;                         ///< by name, colour, size and pixel ratio
};

} // namespace evol
