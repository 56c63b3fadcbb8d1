// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the canvas costs at a number of nodes, and how long a project of that size takes to open; the peers are
// in peers/, the figures in README.md.
#include "tests/bench/big_project.h"
#include "tests/bench/canvas_bench.h"

#include <QApplication>
#include <QCommandLineParser>

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace evol::bench;

namespace {

/// From the start of the program to its end, with the whole first picture on disk: milliseconds, the median of five.
/// Negative where it failed.
double timeToOpen(const QString &project, const QString &size, const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder);
    std::vector<double> times;
    for (int round = 0; round < 5; ++round) {
        QProcess studio;
        studio.setProcessEnvironment(environment);
        QElapsedTimer timer;
        timer.start();
        studio.start(QCoreApplication::applicationDirPath() + QStringLiteral("/evol-studio"),
                     {project, QStringLiteral("--size"), size, QStringLiteral("--screenshot"), folder + QStringLiteral("/first.png")});
        if (!studio.waitForFinished(60'000) || studio.exitCode() != 0)
            return -1;
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOption({QStringLiteral("nodes"), QStringLiteral("Number of instructions."), QStringLiteral("N"), QStringLiteral("250000")});
    options.addOption({QStringLiteral("one-tree"), QStringLiteral("One tree instead of a forest.")});
    options.addOption({QStringLiteral("size"), QStringLiteral("Of the window, e.g. 1600x1000."), QStringLiteral("WxH"), QStringLiteral("1600x1000")});
    options.addOption({QStringLiteral("project"), QStringLiteral("To open, instead of a new one of that many nodes."), QStringLiteral("FILE")});
    options.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON object.")});
    options.process(application);
    const int nodes = options.value(QStringLiteral("nodes")).toInt();
    const QStringList sides = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
    if (nodes < 1 || sides.size() != 2)
        options.showHelp(2);

    const CanvasFigures f = measureCanvas(nodes, options.isSet(QStringLiteral("one-tree")) ? TreeShape::OneTree : TreeShape::Forest,
                                          {sides[0].toInt(), sides[1].toInt()});
    const QTemporaryDir folder;
    QString project = options.value(QStringLiteral("project"));
    if (project.isEmpty()) {
        project = folder.filePath(QStringLiteral("big.evol"));
        Shape shape;
        shape.nodes = nodes;
        shape.isOneTree = options.isSet(QStringLiteral("one-tree"));
        if (const auto made = makeBigProject(project.toStdString(), shape, [](int) {}); !made) {
            std::fprintf(stderr, "bench_canvas: %s\n", made.error().message.c_str());
            return 1;
        }
    }
    nlohmann::ordered_json figures{
        {"nodes", nodes},
        {"layout_ms", f.layoutMs},
        {"insert_us", f.insertUs},
        {"insert_p99_us", f.insertP99Us},
        {"frame_p50_ms", f.frames.p50},
        {"frame_p99_ms", f.frames.p99},
        {"frame_max_ms", f.frames.longest},
        {"growing_p50_ms", f.growing.p50},
        {"growing_p99_ms", f.growing.p99},
        {"growing_max_ms", f.growing.longest},
        {"open_ms", timeToOpen(project, options.value(QStringLiteral("size")), folder.path())},
        {"bytes_per_node", f.bytesPerNode},
    };
    for (const auto &[zoom, times] : f.byZoom)
        figures["by_zoom"].push_back({{"zoom", zoom}, {"p50_ms", times.p50}, {"p99_ms", times.p99}, {"max_ms", times.longest}});
    if (options.isSet(QStringLiteral("json"))) {
        std::puts(figures.dump().c_str());
        return 0;
    }
    for (const auto &[key, value] : figures.items()) {
        if (value.is_number())
            std::printf("%-16s %12.3f\n", key.c_str(), value.get<double>());
    }
    for (const auto &level : figures["by_zoom"])
        std::printf("zoom %9.5f  p50 %6.2f  p99 %6.2f  max %6.2f ms\n", level["zoom"].get<double>(), level["p50_ms"].get<double>(),
                    level["p99_ms"].get<double>(), level["max_ms"].get<double>());
    return 0;
}
