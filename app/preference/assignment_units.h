// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to judge in a study: items with the sets of contenders that are compared in them. Any thread.
#pragma once

#include "domain/random.h"
#include "domain/result.h"
#include "domain/study.h"

#include <cstdint>
#include <vector>

namespace evol {

/// What random numbers of an assignment are for.
enum Draw : std::uint64_t { DrawUnit = 1, DrawRater, DrawSide, DrawOrder, DrawGold, DrawGoldPlace };

using Block = std::vector<int>; ///< contenders, ascending

struct Unit {
    int item = 0;
    std::size_t block = 0;
    std::size_t stratum = 0;
    std::uint64_t draw = 0;
    std::int64_t wanted = 0; ///< raters still to be found
};

/// All subsets of `size` of 1 to `contenders`; an error where there are too many to go through.
Result<std::vector<Block>> allBlocks(int contenders, int size);

bool hasAnswers(const StudyItem &item, const Block &block);

/// Of all items but gold ones, in order of stratum, block and draw; `perItem` blocks of each, those used least, 0: all.
std::vector<Unit> unitsOf(const Study &study, const std::vector<Block> &blocks, int perItem);

/// Where more raters are wanted than `places`, gives up units until they suffice: of each stratum and block the same share,
/// and first those that nobody has begun. Returns how many are wanted no more.
std::int64_t giveUpUnits(std::vector<Unit> &units, std::int64_t places, std::int64_t overlap);

} // namespace evol
