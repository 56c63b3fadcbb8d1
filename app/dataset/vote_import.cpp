// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "dataset/vote_import.h"

#include "dataset/json_fields.h"
#include "dataset/record_file.h"
#include "dataset/vote_formats.h"
#include "domain/vote_check.h"

#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

constexpr std::int64_t rowsBetweenProgress = 256;

Result<const VoteFormat *> chooseFormat(RecordFile &file, const std::string &key)
{
    if (!key.empty()) {
        const auto named = voteFormat(key);
        const auto opened = named ? file.open(RecordShape::Json) : tl::unexpected<Error>(named.error());
        return opened ? named : tl::unexpected<Error>(opened.error());
    }
    const VoteFormat *chosen = nullptr;
    const auto told = file.open(std::nullopt).and_then([&] {
        return file.recognise(voteFormatKeys(), [&](const FileSample &sample) {
            const auto &all = voteFormats();
            const auto found = std::find_if(all.begin(), all.end(), [&](const VoteFormat *f) { return f->recognises(sample); });
            chosen = found == all.end() ? nullptr : *found;
            return chosen != nullptr;
        });
    });
    if (!told)
        return tl::unexpected<Error>(told.error());
    return chosen;
}

Result<ImportedVote> read(const RawRecord &record, const VoteFormat &format)
{
    if (!record.problem.empty())
        return fail(ErrorKind::InvalidInput, record.problem);
    const auto object = parseObject(record.bytes);
    auto vote = object ? format.read(*object) : tl::unexpected<Error>(object.error());
    if (!vote || vote->values.empty())
        return vote;
    StudyDesign design;
    design.kind = vote->kind;
    design.criteria.resize(1);
    const auto fits = checkVote(design, static_cast<int>(vote->answers.size()), unknownSteps, Vote{{{0, vote->values}}, {}, {}, false, 0, 0});
    return fits ? vote : tl::unexpected<Error>(fits.error());
}

} // namespace

Result<ImportReport> importVotes(const std::string &path, const VoteImportOptions &options, const TakeVote &take)
{
    const auto device = openRecords(path);
    if (!device)
        return tl::unexpected<Error>(device.error());
    RecordFile file(**device, QFileInfo(**device).fileName().toStdString());
    const auto format = chooseFormat(file, options.format);
    if (!format)
        return tl::unexpected<Error>(format.error());
    ImportReport report;
    report.format = (*format)->key();
    for (;;) {
        auto record = file.next();
        if (!record)
            return tl::unexpected<Error>(record.error());
        if (options.progress && (!*record || report.read % rowsBetweenProgress == 0)) {
            if (const auto shown = options.progress(file.bytesRead(), file.size()); !shown)
                return tl::unexpected<Error>(shown.error());
        }
        if (!*record)
            break;
        ++report.read;
        auto vote = read(**record, **format);
        if (vote)
            vote->line = (*record)->line;
        const auto taken = vote ? take(std::move(*vote)) : tl::unexpected<Error>(vote.error());
        if (!taken && taken.error().kind != ErrorKind::InvalidInput)
            return tl::unexpected<Error>(taken.error());
        if (taken)
            ++report.accepted;
        else if (++report.refusedCount <= static_cast<std::int64_t>(ImportReport::maximumRefusedKept))
            report.refused.push_back({(*record)->line, taken.error().message});
    }
    if (report.read == 0)
        return fail(ErrorKind::InvalidInput, file.name() + " holds no records; choose a file with votes.");
    return report;
}

} // namespace evol
