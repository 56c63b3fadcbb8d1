// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "editing/study_files.h"

#include "preference/study_report.h"
#include "preference/study_results_json.h"

#include <QSaveFile>
#include <nlohmann/json.hpp>

namespace evol {

namespace {

std::string figures(const StudyResults &results, const std::string &format)
{
    if (format == "results")
        return toJson(results).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
    return format == "table" ? toCsv(results) : studyReport(results);
}

bool isOfFigures(const std::string &format)
{
    return format == "results" || format == "table" || format == "report";
}

Result<VoteExportReport> write(StudyReader &reader, StudyId id, const std::string &format, const StudyFileOptions &options, const WriteText &text)
{
    if (!isOfFigures(format))
        return voteExport(format).and_then([&](const VoteExport *votes) { return exportVotes(reader, id, *votes, options.votes, text); });
    const auto results = studyResults(reader, id, options.results);
    const auto written = results ? text(figures(*results, format)) : tl::unexpected<Error>(results.error());
    return written ? Result<VoteExportReport>(VoteExportReport()) : tl::unexpected<Error>(written.error());
}

} // namespace

std::string studyFileKeys()
{
    return voteExportKeys() + ", results, table, report";
}

Result<VoteExportReport> writeStudyFile(StudyReader &reader, StudyId id, const std::string &format, const std::string &path,
                                        const StudyFileOptions &options)
{
    QSaveFile file(QString::fromStdString(path));
    const auto failed = [&] {
        return fail(ErrorKind::Io, path + " cannot be written: " + file.errorString().toStdString() +
                                       ". What was there before is unchanged; free some space or choose another place.");
    };
    if (!isOfFigures(format)) {
        if (const auto known = voteExport(format); !known)
            return fail(ErrorKind::NotFound, "There is no format \"" + format + "\"; choose one of " + studyFileKeys() + ".");
    }
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    auto report = write(reader, id, format, options, [&](std::string_view text) -> Result<> {
        if (file.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()))
            return failed();
        return {};
    });
    if (!report)
        return report;
    if (!file.flush() || !file.commit())
        return failed();
    return report;
}

} // namespace evol
