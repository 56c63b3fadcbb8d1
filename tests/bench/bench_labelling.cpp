// SPDX-License-Identifier: GPL-3.0-or-later
// bench_labelling: how long after a key the vote is on disk and the next pair is painted, over pairs of real answers. The
// main thread.
#include "editing/rating_session.h"
#include "editing/study_changes.h"
#include "storage/project_file.h"
#include "ui/labelling/session_pane.h"
#include "ui/theme.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace evol;

namespace {

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "bench_labelling: %s\n", result.error().message.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

std::unique_ptr<Document> studied(const std::string &path, const std::vector<std::string> &outputs, int pairs)
{
    must(createProject(path, "Bench", SystemClock()));
    auto store = must(openProject(path));
    auto reader = must(store->openReader());
    auto document = must(Document::make(path, std::move(store), std::move(reader), std::make_shared<SystemClock>(), "bench"));
    StudyRequest request;
    request.uid = request.name = "bench";
    request.most = pairs;
    request.design.criteria = {{"overall", "Overall", "", {}}};
    for (const std::string &file : outputs)
        request.outputs.push_back({file, {}});
    AssignmentRequest assignment;
    assignment.raters = {"bench"};
    makeStudy(*document, request, assignment, [](Result<MadeStudy> made) { must(std::move(made)); });
    document->waitUntilWritten();
    return document;
}

void report(const char *what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-40s p50 %6.2f ms   p99 %6.2f ms   longest %6.2f ms\n", what, times[times.size() / 2], times[times.size() * 99 / 100], times.back());
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::string> outputs;
    int pairs = 100;
    CLI::App app("Measures a labelling session over pairs of real answers");
    app.add_option("OUTPUTS", outputs, "Two files of contenders' outputs")->required()->expected(2);
    app.add_option("--pairs", pairs, "How many")->check(CLI::Range(2, 10'000));
    CLI11_PARSE(app, argc, argv);
    QApplication application(argc, argv);
    applyTheme(Theme::Light);
    const QTemporaryDir folder;
    const auto document = studied(folder.filePath("bench.evol").toStdString(), outputs, pairs);

    SessionPane pane;
    pane.resize(1600, 1000);
    pane.show();
    QTest::qWait(200);
    pane.open(*document, must(RatingSession::open(*document, 1)));
    std::vector<double> all, saved, ready;
    while (pane.current() >= 0) {
        // A person reads for a while; meanwhile the next pair is laid out.
        QElapsedTimer preparing;
        preparing.start();
        while (!pane.isNextReady() && preparing.elapsed() < 200) // after the last there is none
            QCoreApplication::processEvents();
        if (pane.isNextReady())
            ready.push_back(static_cast<double>(preparing.nsecsElapsed()) / 1e6);
        const int before = pane.current();
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(&pane, Qt::Key_Left);
        while (pane.current() == before)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        saved.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        pane.repaint();
        all.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("%zu pairs\n", all.size());
    report("key to vote on disk and next pair painted", all);
    report("of which until it is on disk", saved);
    report("laying out the pair after that", ready);
    return 0;
}
