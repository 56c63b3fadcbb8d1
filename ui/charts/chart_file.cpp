// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/charts/chart_file.h"

#include "ui/theme.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QGraphicsScene>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace evol {

namespace {

constexpr int finer = 2;
constexpr int dotsPerInch = 96;

tl::unexpected<Error> failed(const QString &path, const QString &why)
{
    return fail(ErrorKind::Io, QCoreApplication::translate("evol::chart_file", "%1 cannot be written: %2. Choose another place.").arg(path, why).toStdString());
}

/// The painter's device writes into `file`.
template <class Device>
void paint(QGraphicsScene &scene, Device &device, const QRectF &target)
{
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(target, currentPalette().panel);
    scene.render(&painter, target, scene.sceneRect());
}

} // namespace

Result<> saveChart(QGraphicsScene &scene, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(path, file.errorString());
    const QSize size = scene.sceneRect().size().toSize();
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        paint(scene, svg, QRectF(QPointF(), size));
    } else if (suffix == QLatin1String("pdf")) {
        QPdfWriter pdf(&file);
        pdf.setResolution(dotsPerInch);
        pdf.setPageSize(QPageSize(QSizeF(size) * 72.0 / dotsPerInch, QPageSize::Point));
        pdf.setPageMargins({});
        paint(scene, pdf, QRectF(QPointF(), size));
    } else {
        QImage image(size * finer, QImage::Format_ARGB32_Premultiplied);
        paint(scene, image, QRectF(QPointF(), image.size()));
        if (!image.save(&file, "PNG"))
            return failed(path, file.errorString());
    }
    return file.commit() ? Result<>() : failed(path, file.errorString());
}

} // namespace evol
