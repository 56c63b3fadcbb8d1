// SPDX-License-Identifier: GPL-3.0-or-later
// What other thresholds would say of the instructions a project has, without a request to a model. Lives where its
// reader lives, mostly a background thread.
#pragma once

#include "evolution/judged_instructions.h"

#include <string>
#include <vector>

namespace evol {

/// An instruction on which other rules fire than its stored verdict says.
struct VerdictDifference {
    InstructionId instruction = 0;
    Verdict from; ///< as stored
    Verdict to;

    bool operator==(const VerdictDifference &) const = default;
};

struct RuleTrial {
    struct RuleCount {
        std::string rule;
        std::int64_t before = 0, after = 0; ///< how often it fires

        bool operator==(const RuleCount &) const = default;
    };

    RuleThresholds thresholds;                        ///< that were tried
    std::int64_t judged = 0;                          ///< instructions with a verdict
    std::int64_t nowKept = 0, nowEliminated = 0;      ///< that were the other before
    std::int64_t unanswered = 0;                      ///< of nowKept: eliminated before they were answered
    std::vector<RuleCount> rules;                     ///< in the order of rules(), then rules not known here
    std::vector<VerdictDifference> differences;       ///< in order of id
};

/// The verdict with other thresholds: the exact rules look again at the texts, and what needs a judge stays as the
/// judge said it, as does a rule that this program does not know.
Verdict judgeAgain(const Verdict &stored, const Evolved &evolved, const RuleThresholds &thresholds);

/// Judges all again that have a verdict, by their texts as they are now: what a person edited, moved or answered
/// since shows too. A verdict differs where other rules fire; another evidence of the same rules is none.
/// Linear in the texts; holds the differences.
Result<RuleTrial> tryThresholds(ProjectReader &reader, const RuleThresholds &thresholds, const ScanWatch &watch = {});

/// What makes the project judge by the thresholds tried: the setting, and the verdicts that differ. For one action.
std::vector<Change> changes(const RuleTrial &trial);

} // namespace evol
