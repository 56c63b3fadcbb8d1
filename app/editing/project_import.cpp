// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/project_import.h"

#include "editing/vote_studies.h"

#include <QFileInfo>

#include <algorithm>
#include <unordered_map>

namespace evol {

namespace {

std::string fileName(const std::string &path)
{
    return QFileInfo(QString::fromStdString(path)).fileName().toStdString();
}

std::function<Result<void>(std::int64_t, std::int64_t)> progressOf(const ImportRequest &request)
{
    return [&request](std::int64_t read, std::int64_t size) -> Result<void> {
        if (request.cancelled && *request.cancelled)
            return fail(ErrorKind::Cancelled, "The import of " + request.path + " was cancelled; nothing was changed.");
        if (request.progress)
            request.progress(read, size);
        return {};
    };
}

ImportOptions optionsFor(const ImportRequest &request)
{
    ImportOptions options;
    options.format = request.format;
    options.progress = progressOf(request);
    return options;
}

void addSeed(std::vector<Change> &changes, const std::string &file, ImportedRow row)
{
    Instruction seed;
    seed.text = std::move(row.instruction);
    seed.context = std::move(row.context);
    seed.skill = std::move(row.skill);
    seed.origin = file + ':' + std::to_string(row.line);
    changes.push_back(AddInstruction{std::move(seed)});
    for (ImportedResponse &response : row.responses)
        changes.push_back(AddResponse{{0, 0, std::move(response.text), response.source.empty() ? file : response.source, {}, 0, {}}});
    if (row.difficulty)
        changes.push_back(SetDifficulty{0, {}, row.difficulty});
}

Result<std::vector<Change>> findSeeds(ProjectReader &reader, const ImportRequest &request, ImportOutcome &outcome)
{
    InstructionDigests known;
    const auto read = reader.eachInstruction([&](const Instruction &instruction) {
        known.insert(instructionDigest(instruction.text, instruction.context));
        return true;
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    ImportOptions options = optionsFor(request);
    options.known = &known;
    std::vector<Change> changes;
    auto report = importFile(request.path, options, [&](ImportedRow row) -> Result<void> {
        outcome.responses += static_cast<std::int64_t>(row.responses.size());
        addSeed(changes, fileName(request.path), std::move(row));
        return {};
    });
    if (!report)
        return tl::unexpected<Error>(report.error());
    outcome.report = std::move(*report);
    return changes;
}

Result<std::vector<Change>> findResponses(ProjectReader &reader, const ImportRequest &request, ImportOutcome &outcome)
{
    std::unordered_map<InstructionDigest, InstructionId, InstructionDigestHash> ids;
    const auto read = reader.eachInstruction([&](const Instruction &instruction) {
        ids.emplace(instructionDigest(instruction.text, instruction.context), instruction.id);
        return true;
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    ImportOptions options = optionsFor(request);
    options.duplicates = Duplicates::Take;
    std::vector<Change> changes;
    std::vector<RefusedRow> unmatched;
    std::int64_t unmatchedCount = 0;
    auto report = importFile(request.path, options, [&](ImportedRow row) -> Result<void> {
        const auto found = ids.find(instructionDigest(row.instruction, row.context));
        const char *reason = found == ids.end() ? "No instruction of the project has this text."
                             : row.responses.empty() ? "It has no response."
                                                     : nullptr;
        if (reason) {
            ++unmatchedCount;
            if (unmatched.size() < ImportReport::maximumRefusedKept)
                unmatched.push_back({row.line, reason});
            return {};
        }
        for (ImportedResponse &response : row.responses) {
            const std::string source = !request.contender.empty() ? request.contender
                                       : !response.source.empty() ? response.source
                                                                  : fileName(request.path);
            changes.push_back(AddResponse{{0, found->second, std::move(response.text), source, {}, 0, {}}});
            ++outcome.responses;
        }
        return {};
    });
    if (!report)
        return tl::unexpected<Error>(report.error());
    outcome.report = std::move(*report);
    outcome.report.accepted -= unmatchedCount;
    outcome.report.refusedCount += unmatchedCount;
    std::vector<RefusedRow> &refused = outcome.report.refused;
    refused.insert(refused.end(), unmatched.begin(), unmatched.end());
    std::stable_sort(refused.begin(), refused.end(), [](const RefusedRow &a, const RefusedRow &b) { return a.line < b.line; });
    refused.resize(std::min(refused.size(), ImportReport::maximumRefusedKept));
    return changes;
}

Result<std::vector<Change>> findVotes(ProjectReader &reader, const ImportRequest &request, ImportOutcome &outcome)
{
    VoteStudies studies(fileName(request.path), request.path);
    auto report = importVotes(request.path, {request.format, progressOf(request)},
                              [&](ImportedVote vote) { return studies.take(std::move(vote)); });
    auto changes = report ? studies.changes(reader) : tl::unexpected<Error>(report.error());
    if (!changes)
        return changes;
    outcome.report = std::move(*report);
    outcome.report.duplicates = studies.votesThere();
    outcome.report.accepted -= outcome.report.duplicates;
    outcome.uids = studies.uids();
    return changes;
}

/// The file's studies, by what makes them unique.
std::vector<StudyId> studiesOf(ProjectReader &reader, const std::vector<std::string> &uids)
{
    std::vector<StudyId> ids;
    if (uids.empty())
        return ids;
    const auto all = reader.studies().studies();
    for (const StudySummary &study : all ? *all : std::vector<StudySummary>()) {
        if (std::find(uids.begin(), uids.end(), study.uid) != uids.end())
            ids.push_back(study.id);
    }
    return ids;
}

Result<std::vector<Change>> findChanges(ProjectReader &reader, const ImportRequest &request, ImportOutcome &outcome)
{
    switch (request.as) {
    case ImportAs::Seeds:
        return findSeeds(reader, request, outcome);
    case ImportAs::Responses:
        return findResponses(reader, request, outcome);
    case ImportAs::Votes:
        break;
    }
    return findVotes(reader, request, outcome);
}

const char *labelOf(ImportAs as)
{
    return as == ImportAs::Seeds ? "Import " : as == ImportAs::Responses ? "Import responses of " : "Import votes of ";
}

} // namespace

void importInto(Document &document, ImportRequest request, std::function<void(Result<ImportOutcome>)> done)
{
    const std::string label = labelOf(request.as) + fileName(request.path);
    auto outcome = std::make_shared<ImportOutcome>();
    document.applyFound(
        label,
        [request = std::move(request), outcome](ProjectReader &reader) { return findChanges(reader, request, *outcome); },
        [&document, outcome, done = std::move(done)](const Result<> &written) {
            outcome->studies = studiesOf(document.reader(), outcome->uids);
            done(written ? Result<ImportOutcome>(std::move(*outcome)) : tl::unexpected<Error>(written.error()));
        });
}

} // namespace evol
