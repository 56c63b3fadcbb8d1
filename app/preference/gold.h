// SPDX-License-Identifier: GPL-3.0-or-later
// Judgements on items whose right judgement is known. Any thread.
#pragma once

#include "domain/study.h"

#include <optional>
#include <span>
#include <vector>

namespace evol {

/// Whether a judgement is right; empty where the item is no gold item. shown: contenders by position. Pairwise and
/// Ranking: every pair of answers is the right way round; where two are equally good a tie is right, or both bad.
std::optional<bool> isRight(const StudyItem &item, const std::vector<int> &shown, JudgementKind kind, std::span<const int> values);

} // namespace evol
