// SPDX-License-Identifier: GPL-3.0-or-later
// As many cards and edges as items of a QGraphicsScene, seen at the same ten zoom levels on the same renderer. Prints
// one JSON object. Usage: bench_graphics_scene NODES
#include "tests/bench/canvas_bench.h"

#include "drawing/tree_layout.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QGraphicsRectItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

using namespace evol;

namespace {

class Card : public QGraphicsRectItem
{
public:
    Card(const QRectF &box, const QColor &colour) : QGraphicsRectItem(box)
    {
        setBrush(colour);
        setPen(Qt::NoPen);
    }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override
    {
        QGraphicsRectItem::paint(painter, option, widget);
        if (painter->transform().m11() >= 0.22)
            painter->drawText(rect().adjusted(12, 20, -12, -20), Qt::TextWordWrap, QStringLiteral("Explain in no more than five sentences why the customer of a bakery waits longer"));
    }
};

long residentKilobytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toLong();
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const int nodes = argc > 1 ? std::atoi(argv[1]) : 250000;
    const Pool pool = bench::makePool(nodes, bench::TreeShape::Forest);
    TreeLayout layout;
    layout.build(pool);

    QGraphicsScene scene;
    scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    const QColor colours[] = {QColor(0x2f, 0x6f, 0xde), QColor(0xc8, 0x44, 0x2b), QColor(0x8a, 0x8d, 0x91)};
    for (NodeIndex n = 0; n < pool.size(); ++n) {
        const QRectF box = layout.box(n);
        scene.addItem(new Card(box, colours[n % 3]));
        if (pool.parent(n) != noNode) {
            const QRectF parent = layout.box(pool.parent(n));
            scene.addLine(QLineF(QPointF(parent.right(), parent.center().y()), QPointF(box.left(), box.center().y())));
        }
    }
    scene.setItemIndexMethod(QGraphicsScene::BspTreeIndex);
    QGraphicsView view(&scene);
    view.setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    view.resize(1600, 1000);
    view.show();
    QApplication::processEvents();

    const double whole = std::min(1500 / layout.bounds().width(), 900 / layout.bounds().height());
    const QPointF middle = layout.box(layout.nearest(layout.bounds().center())).center();
    std::vector<double> times;
    for (int level = 0; level < 10; ++level) {
        const double scale = whole * std::pow(1.5 / whole, level / 9.0);
        view.setTransform(QTransform::fromScale(scale, scale));
        for (int frame = 0; frame < 12; ++frame) {
            view.centerOn(middle + QPointF(frame * 10 / scale, 0));
            QElapsedTimer timer;
            timer.start();
            view.viewport()->repaint();
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
    }
    std::sort(times.begin(), times.end());
    std::printf("{\"nodes\":%d,\"graphics_scene_frame_p50_ms\":%.2f,\"graphics_scene_frame_p99_ms\":%.2f,"
                "\"graphics_scene_resident_mb\":%ld}\n",
                nodes, times[times.size() / 2], times[std::size_t(double(times.size()) * 0.99)], residentKilobytes() / 1024);
    return 0;
}
