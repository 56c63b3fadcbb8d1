// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/study_changes.h"

#include <algorithm>

namespace evol {

namespace {

StudyId studyWith(ProjectReader &reader, const std::string &uid)
{
    const auto all = reader.studies().studies();
    for (const StudySummary &study : all ? *all : std::vector<StudySummary>()) {
        if (study.uid == uid)
            return study.id;
    }
    return 0;
}

std::vector<Change> sessionChanges(Assignment &assignment)
{
    std::vector<Change> changes;
    for (Session &session : assignment.sessions) {
        changes.push_back(AddSession{session});
        session.comparisons.clear();
        session.comparisons.shrink_to_fit();
    }
    return changes;
}

/// What was given to whom, as sizes say after the comparisons are gone, is read from the project.
template <class Value>
std::function<void(const Result<> &)> answering(std::shared_ptr<Value> value, std::function<void(Result<Value>)> done)
{
    return [value, done = std::move(done)](const Result<> &written) {
        done(written ? Result<Value>(std::move(*value)) : tl::unexpected<Error>(written.error()));
    };
}

Result<std::vector<Session>> sessionsOf(StudyReader &reader, StudyId study)
{
    const auto summaries = reader.sessions(study);
    if (!summaries)
        return tl::unexpected<Error>(summaries.error());
    std::vector<Session> sessions;
    for (const SessionSummary &summary : *summaries) {
        auto session = reader.session(summary.id);
        if (!session)
            return tl::unexpected<Error>(session.error());
        sessions.push_back(std::move(*session));
    }
    return sessions;
}

Result<std::vector<Change>> mergeChanges(ProjectReader &project, ProjectReader &pack, MergedPack &merged)
{
    const auto origin = packOrigin(pack);
    if (!origin)
        return tl::unexpected<Error>(origin.error());
    if (!*origin)
        return fail(ErrorKind::Refused, "The file is a project of its own, not a rater's file.");
    const auto problems = pack.check();
    if (!problems || !problems->empty())
        return fail(ErrorKind::Refused, "The file of " + (*origin)->rater + " was altered or damaged: " + (problems ? problems->front() : problems.error().message));
    const auto stored = project.studies().session((*origin)->session);
    const StudyId study = studyWith(project, (*origin)->study);
    if (study == 0 || !stored || stored->study != study)
        return fail(ErrorKind::Refused, "The file of " + (*origin)->rater + " belongs to a study that is not in this project.");
    const auto inPack = pack.studies().studies();
    const auto returned = inPack && !inPack->empty() ? sessionsOf(pack.studies(), inPack->front().id) : Result<std::vector<Session>>(fail(ErrorKind::Refused, "The file has no study."));
    if (!returned || returned->size() != 1)
        return fail(ErrorKind::Refused, "The file of " + (*origin)->rater + " does not have its one session.");
    const auto votes = votesToMerge(*stored, returned->front());
    if (!votes)
        return fail(ErrorKind::Refused, "The file of " + (*origin)->rater + " does not belong here: " + votes.error().message);
    const auto cast = std::count_if(returned->front().comparisons.begin(), returned->front().comparisons.end(), [](const Comparison &c) { return c.vote.has_value(); });
    merged = {study, stored->id, stored->rater, static_cast<std::int64_t>(votes->size()), cast - static_cast<std::int64_t>(votes->size())};
    std::vector<Change> changes;
    for (const auto &[comparison, vote] : *votes)
        changes.push_back(CastVote{study, stored->id, comparison, {}, vote});
    return changes;
}

} // namespace

void makeStudy(Document &document, StudyRequest request, AssignmentRequest wanted, std::function<void(Result<MadeStudy>)> done)
{
    auto made = std::make_shared<MadeStudy>();
    const std::string label = "New study " + request.name, uid = request.uid;
    document.applyFound(
        label,
        [made, request = std::move(request), wanted = std::move(wanted)](ProjectReader &reader) -> Result<std::vector<Change>> {
            auto draft = draftStudy(reader, request);
            if (!draft)
                return tl::unexpected<Error>(draft.error());
            std::vector<Change> changes;
            if (!wanted.raters.empty()) {
                auto assignment = assign(draft->study, wanted);
                if (!assignment)
                    return tl::unexpected<Error>(assignment.error());
                made->assignment = std::move(*assignment);
                changes = sessionChanges(made->assignment);
            }
            changes.insert(changes.begin(), AddStudy{draft->study});
            made->draft = std::move(*draft);
            made->draft.study.items.clear();
            return changes;
        },
        [&document, made, uid, done = std::move(done)](const Result<> &written) {
            if (written)
                made->id = studyWith(document.reader(), uid);
            answering(made, done)(written);
        });
}

void assignRaters(Document &document, StudyId study, AssignmentRequest request, std::function<void(Result<Assignment>)> done)
{
    auto assignment = std::make_shared<Assignment>();
    document.applyFound(
        "Assign raters",
        [assignment, study, request = std::move(request)](ProjectReader &reader) mutable -> Result<std::vector<Change>> {
            const auto whole = reader.studies().study(study);
            if (!whole)
                return tl::unexpected<Error>(whole.error());
            if (whole->settings.closed)
                return fail(ErrorKind::Refused, "The study \"" + whole->settings.name + "\" is closed. Open it again, then assign.");
            auto existing = sessionsOf(reader.studies(), study);
            if (!existing)
                return tl::unexpected<Error>(existing.error());
            request.existing = std::move(*existing);
            auto assigned = assign(*whole, request);
            if (!assigned)
                return tl::unexpected<Error>(assigned.error());
            *assignment = std::move(*assigned);
            return sessionChanges(*assignment);
        },
        answering(assignment, std::move(done)));
}

Result<> writePack(ProjectReader &from, SessionId session, ProjectStore &into, std::int64_t time)
{
    auto pack = blindedPack(from.studies(), session);
    const auto original = pack ? from.studies().session(session) : tl::unexpected<Error>(pack.error());
    const auto study = original ? from.studies().study(original->study) : tl::unexpected<Error>(original.error());
    if (!study)
        return tl::unexpected<Error>(study.error());
    if (study->settings.closed)
        return fail(ErrorKind::Refused, "The study \"" + study->settings.name + "\" is closed; its sessions are over.");
    const PackOrigin origin{study->uid, session, original->rater};
    Action action{0, "Pack for " + original->rater, original->rater};
    const auto written = into.append(action, {AddStudy{std::move(pack->study)}, AddSession{std::move(pack->session)}, SetSetting{packSetting, {}, encodePackOrigin(origin)}}, time);
    return written ? Result<>() : tl::unexpected<Error>(written.error());
}

Result<std::optional<PackOrigin>> packOrigin(ProjectReader &reader)
{
    const auto settings = reader.settings(packSetting);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    for (const auto &[key, value] : *settings) {
        if (key == packSetting)
            return decodePackOrigin(value).map([](PackOrigin origin) { return std::optional(std::move(origin)); });
    }
    return std::optional<PackOrigin>();
}

void mergePack(Document &document, std::shared_ptr<ProjectReader> pack, std::function<void(Result<MergedPack>)> done)
{
    auto merged = std::make_shared<MergedPack>();
    document.applyFound(
        "Merge a rater's votes", [merged, pack = std::move(pack)](ProjectReader &reader) { return mergeChanges(reader, *pack, *merged); },
        answering(merged, std::move(done)));
}

} // namespace evol
