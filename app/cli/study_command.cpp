// SPDX-License-Identifier: GPL-3.0-or-later
// evol study: the list of its subcommands. The main thread.
#include "cli/commands.h"
#include "cli/study_access.h"

#include <CLI/CLI.hpp>

namespace evol {

Result<StudySummary> findStudy(StudyReader &reader, const std::string &written, const std::string &project)
{
    const auto all = reader.studies();
    if (!all)
        return tl::unexpected<Error>(all.error());
    std::string names;
    for (const StudySummary &study : *all) {
        if (std::to_string(study.id) == written)
            return study;
        names += (names.empty() ? "" : ", ") + std::to_string(study.id) + " (" + study.name + ')';
    }
    for (const StudySummary &study : *all) {
        if (study.name == written)
            return study;
    }
    return fail(ErrorKind::NotFound, "There is no study " + written + " in " + project + ". " +
                                         (names.empty() ? "Make one with: evol study new " + project : "There are: " + names + '.'));
}

std::function<int(Console &)> describeStudy(CLI::App &app)
{
    static const Command subcommands[] = {
        {"new", "Make a study of contenders' answers to the same instructions", describeStudyNew},
        {"list", "List the studies with their ids, names and progress", describeStudyList},
        {"assign", "Give raters their comparisons", describeStudyAssign},
        {"rate", "Show a rater's next comparison, or take a judgement", describeStudyRate},
        {"pack", "Write a rater's comparisons into a file of their own", describeStudyPack},
        {"merge", "Take the votes of raters' files back", describeStudyMerge},
        {"close", "End the voting and show who is who, or open it again", describeStudyClose},
        {"results", "Win rates, ratings, agreement and biases", describeStudyResults},
        {"export", "Write votes, preference pairs, tables or a report", describeStudyExport},
        {"power", "Say how many votes a difference needs", describeStudyPower},
    };
    auto chosen = std::make_shared<std::function<int(Console &)>>();
    app.require_subcommand(1);
    for (const Command &command : subcommands) {
        CLI::App *sub = app.add_subcommand(command.name, command.summary);
        auto run = command.describe(*sub);
        sub->callback([chosen, run] { *chosen = run; });
    }
    return [chosen](Console &console) { return (*chosen)(console); };
}

} // namespace evol
