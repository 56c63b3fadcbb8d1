// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "editing/project_import.h"

#include <QFileInfo>

#include <algorithm>
#include <unordered_map>

namespace evol {

namespace {

std::string fileName(const std::string &path)
{
    return QFileInfo(QString::fromStdString(path)).fileName().toStdString();
}

ImportOptions optionsFor(const ImportRequest &request)
{
    ImportOptions options;
    options.format = request.format;
    options.progress = [&request](std::int64_t read, std::int64_t size) -> Result<void> {
        if (request.cancelled && *request.cancelled)
            return fail(ErrorKind::Cancelled, "The import of " + request.path + " was cancelled; nothing was changed.");
        if (request.progress)
            request.progress(read, size);
        return {};
    };
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

} // namespace

void importInto(Document &document, ImportRequest request, std::function<void(Result<ImportOutcome>)> done)
{
    const std::string label = (request.as == ImportAs::Seeds ? "Import " : "Import responses of ") + fileName(request.path);
    auto outcome = std::make_shared<ImportOutcome>();
    document.applyFound(
        label,
        [request = std::move(request), outcome](ProjectReader &reader) {
            return request.as == ImportAs::Seeds ? findSeeds(reader, request, *outcome)
                                                 : findResponses(reader, request, *outcome);
        },
        [outcome, done = std::move(done)](const Result<> &written) {
            done(written ? Result<ImportOutcome>(std::move(*outcome)) : tl::unexpected<Error>(written.error()));
        });
}

} // namespace evol
