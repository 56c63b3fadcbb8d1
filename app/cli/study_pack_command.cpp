// SPDX-License-Identifier: GPL-3.0-or-later
// evol study pack and merge. The main thread.
#include "cli/project_access.h"
#include "cli/study_access.h"
#include "editing/study_changes.h"
#include "storage/project_file.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QFileInfo>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

using nlohmann::ordered_json;

struct PackOptions {
    std::string project, study, output;
    std::vector<std::string> raters;
};

/// A name as it can be part of a file's name.
std::string fileName(const std::string &name)
{
    QString safe = QString::fromStdString(name);
    for (QChar &c : safe) {
        if (!c.isLetterOrNumber() && c != QLatin1Char('-') && c != QLatin1Char('_'))
            c = QLatin1Char('-');
    }
    return safe.toStdString();
}

Result<> packInto(ProjectReader &reader, const StudySummary &study, SessionId session, const std::string &path)
{
    const SystemClock clock;
    return createProject(path, study.name, clock, [&](ProjectStore &store) { return writePack(reader, session, store, clock.now()); });
}

int pack(const PackOptions &o, Console &console)
{
    auto reader = openForReading(o.project);
    if (!reader)
        return console.fail(reader.error());
    StudyReader &studies = (*reader)->studies();
    const auto study = findStudy(studies, o.study, o.project);
    auto sessions = study ? studies.sessions(study->id) : tl::unexpected<Error>(study.error());
    if (!sessions)
        return console.fail(sessions.error());
    std::erase_if(*sessions, [&](const SessionSummary &s) { return !o.raters.empty() && std::find(o.raters.begin(), o.raters.end(), s.rater) == o.raters.end(); });
    if (sessions->empty())
        return console.fail({ErrorKind::NotFound, "The study has no session for these raters. See: evol study assign " + o.project + ' ' + std::to_string(study->id)});
    const bool isFile = QString::fromStdString(o.output).endsWith(QLatin1String(".evol"));
    if (isFile && sessions->size() > 1)
        return console.fail({ErrorKind::InvalidInput, "There are " + std::to_string(sessions->size()) + " sessions; name a folder for their files, or one rater with --rater."});
    if (!isFile && !QDir().mkpath(QString::fromStdString(o.output)))
        return console.fail({ErrorKind::Io, "The folder " + o.output + " cannot be made; choose another."});
    ordered_json files = ordered_json::array();
    for (const SessionSummary &session : *sessions) {
        const std::string path = isFile ? o.output : o.output + '/' + fileName(study->name) + '-' + fileName(session.rater) + '-' + std::to_string(session.id) + ".evol";
        if (const auto packed = packInto(**reader, *study, session.id, path); !packed)
            return console.fail(packed.error());
        const qint64 size = QFileInfo(QString::fromStdString(path)).size();
        files.push_back({{"file", path}, {"rater", session.rater}, {"session", session.id}, {"comparisons", session.comparisons}, {"bytes", size}});
        if (!console.json)
            console.line(path + ": " + counted(session.comparisons, "comparison") + " for " + session.rater + ", " + std::to_string(size / 1024) + " KiB");
    }
    if (console.json)
        console.document(files);
    return ExitDone;
}

struct MergeOptions {
    std::string project;
    std::vector<std::string> files;
};

Result<MergedPack> mergeFile(Document &document, const std::string &path)
{
    auto reader = openProjectReadOnly(path);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    Result<MergedPack> merged;
    (void)waitFor([&](Document::Done done) {
        mergePack(document, std::move(*reader), [&merged, done](Result<MergedPack> result) {
            merged = std::move(result);
            done({});
        });
    });
    return merged;
}

int merge(const MergeOptions &o, Console &console)
{
    auto document = openForWriting(o.project);
    if (!document)
        return console.fail(document.error());
    ordered_json files = ordered_json::array();
    std::int64_t refused = 0;
    for (const std::string &path : o.files) {
        const auto merged = mergeFile(**document, path);
        if (!merged) {
            ++refused;
            console.note(path + ": " + merged.error().message);
            files.push_back({{"file", path}, {"refused", merged.error().message}});
            continue;
        }
        files.push_back({{"file", path}, {"study", merged->study}, {"session", merged->session}, {"rater", merged->rater}, {"taken", merged->taken}, {"unchanged", merged->unchanged}});
        if (!console.json)
            console.line(path + ": " + counted(merged->taken, "vote") + " of " + merged->rater + " taken, " + std::to_string(merged->unchanged) + " unchanged.");
    }
    if (console.json)
        console.document(files);
    const bool all = refused == static_cast<std::int64_t>(o.files.size());
    if (refused > 0)
        console.note(counted(refused, "file") + " refused; nothing of them was taken.");
    return refused == 0 ? ExitDone : all ? ExitFailed : ExitSomeFailed;
}

} // namespace

std::function<int(Console &)> describeStudyPack(CLI::App &app)
{
    auto o = std::make_shared<PackOptions>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("STUDY", o->study, "Id or name of the study")->required();
    app.add_option("--rater", o->raters, "Only for these raters")->delimiter(',')->allow_extra_args(false);
    app.add_option("-o,--output", o->output, "The file, *.evol; or a folder, in which every session gets one")->required();
    app.footer("A rater opens their file with evol-studio or evol study rate: it needs no key and no network, and nothing in it\n"
               "tells who made an answer. Take the votes back with: evol study merge PROJECT FILE");
    return [o](Console &console) { return pack(*o, console); };
}

std::function<int(Console &)> describeStudyMerge(CLI::App &app)
{
    auto o = std::make_shared<MergeOptions>();
    app.add_option("PROJECT", o->project, "The project, *.evol")->required();
    app.add_option("FILE", o->files, "Raters' files; in any order, and again without harm")->required();
    return [o](Console &console) { return merge(*o, console); };
}

} // namespace evol
