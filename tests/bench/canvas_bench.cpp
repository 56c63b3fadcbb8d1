// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "tests/bench/canvas_bench.h"

#include "ui/canvas/canvas_view.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <random>

namespace evol::bench {

namespace {

const char *const operatorKeys[] = {"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input", "breadth"};

/// Texts made from the number: what reading them costs is not the canvas's.
class NumberedContent : public TreeContent
{
public:
    QString text(InstructionId id) const override
    {
        return QStringLiteral("Explain in no more than %1 sentences why the %2th customer of a bakery waits longer than "
                              "the first, and name two ways to make the queue shorter without more staff.").arg(id % 7 + 2).arg(id);
    }
    QString operatorTitle(const std::string &key) const override { return QString::fromStdString(key); }
    Direction direction(const std::string &key) const override { return key == "breadth" ? Direction::InBreadth : Direction::InDepth; }
    QString ruleTitle(const std::string &key) const override { return QString::fromStdString(key); }
};

PoolRow rowOf(InstructionId id, InstructionId parent, int epoch, std::mt19937 &random)
{
    PoolRow row;
    row.id = id;
    row.parent = parent;
    row.epoch = epoch;
    row.operatorKey = parent == 0 ? "" : operatorKeys[random() % std::size(operatorKeys)];
    row.difficulty = 1 + int(random() % 10);
    row.judgedEliminated = parent != 0 && random() % 10 == 0;
    row.responses = 1;
    row.model = "model";
    return row;
}

std::vector<PoolRow> forestRows(int nodes, std::mt19937 &random)
{
    // As in a run: all seeds first, then epoch by epoch.
    std::vector<PoolRow> rows;
    const int seeds = std::max(1, nodes * 52 / 258);
    for (int i = 1; i <= seeds; ++i)
        rows.push_back(rowOf(i, 0, 0, random));
    std::size_t from = 0;
    for (int epoch = 1; int(rows.size()) < nodes; ++epoch) {
        const std::size_t end = rows.size();
        for (std::size_t parent = from; parent < end && int(rows.size()) < nodes; ++parent) {
            if (!rows[parent].judgedEliminated)
                rows.push_back(rowOf(InstructionId(rows.size()) + 1, rows[parent].id, epoch, random));
        }
        from = end;
        if (rows.size() == end)
            from = 0;
    }
    return rows;
}

std::vector<PoolRow> treeRows(int nodes, std::mt19937 &random)
{
    std::vector<PoolRow> rows{rowOf(1, 0, 0, random)};
    std::vector<std::size_t> level{0};
    for (int epoch = 1; int(rows.size()) < nodes; ++epoch) {
        std::vector<std::size_t> next;
        for (const std::size_t parent : level) {
            for (unsigned children = 1 + random() % 4; children > 0 && int(rows.size()) < nodes; --children) {
                next.push_back(rows.size());
                rows.push_back(rowOf(InstructionId(rows.size()) + 1, rows[parent].id, epoch, random));
            }
        }
        level = std::move(next);
    }
    return rows;
}

double milliseconds(qint64 nanoseconds)
{
    return double(nanoseconds) / 1e6;
}

FrameTimes summary(std::vector<double> times)
{
    if (times.empty())
        return {};
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) { return times[std::min(times.size() - 1, std::size_t(share * double(times.size())))]; };
    return {at(0.5), at(0.99), times.back()};
}

double paint(CanvasView &view)
{
    QElapsedTimer timer;
    timer.start();
    view.repaint();
    return milliseconds(timer.nsecsElapsed());
}

/// Pans across the view and back, then zooms in and out around the middle, as a hand does.
std::vector<double> moveAbout(CanvasView &view)
{
    std::vector<double> times;
    const TreeView home = view.camera().view();
    for (int frame = 0; frame < 60; ++frame) {
        const double angle = frame * 2 * M_PI / 60;
        view.camera().panBy({std::round(40 * std::cos(angle)), std::round(28 * std::sin(angle))});
        times.push_back(paint(view));
    }
    for (int frame = 0; frame < 40; ++frame) {
        view.camera().zoomAt(QPointF(view.width(), view.height()) / 2, frame < 20 ? 1.03 : 1 / 1.03);
        times.push_back(paint(view));
    }
    view.camera().setView(home);
    return times;
}

double medianLayout(const Pool &pool)
{
    std::vector<double> rounds;
    for (int round = 0; round < 7; ++round) {
        TreeLayout layout;
        QElapsedTimer timer;
        timer.start();
        layout.build(pool);
        rounds.push_back(milliseconds(timer.nsecsElapsed()));
    }
    return summary(rounds).p50;
}

AddInstruction addition(const Pool &pool, std::mt19937 &random)
{
    AddInstruction change;
    const NodeIndex parent = NodeIndex(random() % unsigned(pool.size()));
    change.instruction.id = pool.size() + 1;
    change.instruction.parent = pool.id(parent);
    change.instruction.epoch = pool.epoch(parent) + 1;
    change.instruction.operatorKey = "deepen";
    return change;
}

void measureInserts(Pool &pool, CanvasView &view, std::mt19937 &random, CanvasFigures &figures)
{
    std::vector<double> times;
    double sum = 0;
    for (int i = 0; i < 2000; ++i) {
        const std::vector<Change> changes{addition(pool, random)};
        QElapsedTimer timer;
        timer.start();
        pool.apply(changes.front());
        view.poolChanged(changes);
        times.push_back(milliseconds(timer.nsecsElapsed()) * 1000);
        sum += times.back();
    }
    figures.insertUs = sum / double(times.size());
    figures.insertP99Us = summary(times).p99;
}

/// 800 a second in frames of a sixtieth: the work of the arrivals counts as part of the frame.
FrameTimes measureGrowth(Pool &pool, CanvasView &view, std::mt19937 &random)
{
    std::vector<double> times;
    for (int frame = 0; frame < 120; ++frame) {
        QElapsedTimer timer;
        timer.start();
        std::vector<Change> changes;
        for (int i = 0; i < 800 / 60; ++i) {
            changes.push_back(addition(pool, random));
            pool.apply(changes.back());
        }
        view.poolChanged(changes);
        view.repaint();
        times.push_back(milliseconds(timer.nsecsElapsed()));
    }
    return summary(times);
}

} // namespace

Pool makePool(int nodes, TreeShape shape)
{
    std::mt19937 random(7);
    return Pool(shape == TreeShape::Forest ? forestRows(nodes, random) : treeRows(nodes, random));
}

CanvasFigures measureCanvas(int nodes, TreeShape shape, const QSize &size)
{
    CanvasFigures figures;
    Pool pool = makePool(nodes, shape);
    figures.layoutMs = medianLayout(pool);

    const NumberedContent content;
    CanvasView view;
    view.resize(size);
    view.camera().setDuration(0);
    view.setContent(&content);
    view.setPool(&pool);
    view.show();
    QCoreApplication::processEvents();
    figures.bytesPerNode = double(pool.bytes() + view.layout().bytes() + std::size_t(pool.size())) / pool.size();

    // Ten levels from the whole to half as large again as life.
    const double whole = view.camera().zoom();
    const int levels = 10;
    std::vector<double> all;
    const NodeIndex middle = view.layout().nearest(view.layout().bounds().center());
    for (int level = 0; level < levels; ++level) {
        const double zoom = whole * std::pow(1.5 / whole, double(level) / (levels - 1));
        view.camera().look(view.layout().box(middle).center(), zoom, size, Motion::Instant);
        paint(view);
        std::vector<double> times = moveAbout(view);
        figures.byZoom.emplace_back(zoom, summary(times));
        all.insert(all.end(), times.begin(), times.end());
    }
    figures.frames = summary(all);
    std::mt19937 random(11);
    measureInserts(pool, view, random, figures);
    view.fit();
    figures.growing = measureGrowth(pool, view, random);
    return figures;
}

} // namespace evol::bench
