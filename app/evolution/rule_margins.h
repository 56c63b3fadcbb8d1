// SPDX-License-Identifier: GPL-3.0-or-later
// How far an instruction is from making an exact rule fire, or from not doing so: people learn most about a threshold
// from those close to it. Any thread; findBorderline() where its reader lives.
#pragma once

#include "evolution/judged_instructions.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace evol {

struct RuleMargins {
    std::optional<std::size_t> apologyWords; ///< of a response with an apology; empty: it has none
    /// To its parent. Empty: it has none, or has the parent's very text, which rule 1 decides.
    std::optional<double> similarity;
    std::size_t ordinaryLeaks = 0; ///< leak phrases as ordinary words
    std::size_t markedLeaks = 0;   ///< and with "#", as only a prompt writes them
};

RuleMargins marginsOf(const Evolved &evolved, const RuleThresholds &thresholds);

/// What is close to a threshold. Ours, wide enough to find some in a project of a few hundred.
constexpr double borderlineWords = 0.25;          ///< of refusalWords, either way
constexpr double borderlineSimilarity = 0.1;      ///< either way of duplicateSimilarity
constexpr double likelyDuplicateSimilarity = 0.9; ///< where that rule is off

/// The rules for which it is borderline, by key: "refusal" where the response has an apology and about as many words as
/// the threshold; "near_duplicate" where it is about as similar to its parent; "leaked_prompt" where a leak phrase
/// stands there only once and as ordinary words, which may be meant.
std::vector<const char *> borderlineRules(const RuleMargins &margins, const RuleThresholds &thresholds);

/// The judged instructions that are borderline for a rule, in order of id; linear in the texts.
Result<std::vector<InstructionId>> findBorderline(ProjectReader &reader, const RuleThresholds &thresholds,
                                                  const ScanWatch &watch = {});

} // namespace evol
