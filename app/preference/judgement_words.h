// SPDX-License-Identifier: GPL-3.0-or-later
// The words by which scripts name kinds of judgement, outcomes and strata. Never change one. Any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

#include <string>
#include <string_view>

namespace evol {

const char *judgementKindKey(JudgementKind kind); ///< "pairwise", "ranking", "rating", "steps"
Result<JudgementKind> judgementKind(std::string_view key);

const char *stratumKey(Stratum stratum); ///< "none", "difficulty", "epoch", "operator", "skill"
Result<Stratum> stratum(std::string_view key);

/// The values of a judgement as people write them: "a", "tie", "b", "both-bad", with the strength as in "a/2"; ranks,
/// points and step labels as numbers with commas.
std::string judgementWord(JudgementKind kind, const std::vector<int> &values);
Result<std::vector<int>> judgementValues(JudgementKind kind, std::string_view word);

} // namespace evol
