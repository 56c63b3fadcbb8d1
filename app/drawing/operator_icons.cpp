// SPDX-License-Identifier: GPL-3.0-or-later
// Loading and tinting of operator icons. GUI thread.
#include "drawing/operator_icons.h"

#include <QFile>
#include <QPaintEngine>
#include <QPainter>

// Resources of a static library have to be named once by someone, and outside of any namespace.
static void loadDrawingIcons()
{
    Q_INIT_RESOURCE(drawing_icons);
}

namespace evol {

OperatorIcons::OperatorIcons()
{
    loadDrawingIcons();
}

QSvgRenderer *OperatorIcons::renderer(const QString &name, Direction direction, const QColor &colour)
{
    std::shared_ptr<QSvgRenderer> &found = m_renderers[name + colour.name()];
    if (!found) {
        const QString general = direction == Direction::InDepth     ? QStringLiteral("deepen")
                                : direction == Direction::InBreadth ? QStringLiteral("breadth")
                                                                    : QStringLiteral("make_easier");
        QString path = QStringLiteral(":/evol/operators/%1.svg").arg(name);
        if (!QFile::exists(path))
            path = QStringLiteral(":/evol/operators/%1.svg").arg(general);
        QFile file(path);
        QByteArray svg;
        if (file.open(QIODevice::ReadOnly))
            svg = file.readAll();
        svg.replace("currentColor", colour.name().toLatin1());
        found = std::make_shared<QSvgRenderer>(svg);
    }
    return found.get();
}

void OperatorIcons::paint(QPainter &painter, const QString &name, Direction direction, const QRect &place,
                          const QColor &colour)
{
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        renderer(name, direction, colour)->render(&painter, place);
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("%1 %2 %3 %4").arg(name, colour.name()).arg(place.width()).arg(ratio);
    QPixmap &pixmap = m_pixmaps[key];
    if (pixmap.isNull()) {
        // Zooming passes through many sizes; old ones are not worth keeping.
        if (m_pixmaps.size() > 500)
            m_pixmaps = {{key, QPixmap()}};
        QPixmap fresh(place.size() * ratio);
        fresh.fill(Qt::transparent);
        fresh.setDevicePixelRatio(ratio);
        QPainter inside(&fresh);
        renderer(name, direction, colour)->render(&inside, QRectF(QPointF(0, 0), place.size()));
        inside.end();
        m_pixmaps[key] = fresh;
        painter.drawPixmap(place.topLeft(), fresh);
        return;
    }
    painter.drawPixmap(place.topLeft(), pixmap);
}

} // namespace evol
