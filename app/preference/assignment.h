// SPDX-License-Identifier: GPL-3.0-or-later
// Which rater judges what, on which side the answers stand, and in which order: balanced incomplete blocks over
// contenders, items and raters. Everything follows from the study's seed; any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

#include <string>
#include <vector>

namespace evol {

struct AssignmentRequest {
    std::vector<std::string> raters; ///< at least as many as the design's overlap, each once
    int mostPerRater = 0;            ///< comparisons; 0: all there are
    int blocksPerItem = 0;           ///< sets of contenders for each item, in rotation; 0: every set there is
    std::vector<Session> existing;   ///< of the study, which are left as they are and count
};

struct Assignment {
    std::vector<Session> sessions; ///< one for each rater who got something
    std::int64_t units = 0;        ///< sets of answers to be judged, by `overlap` raters each
    std::int64_t open = 0;         ///< judgements for which nobody was left
};

/// A unit is an item with `shown` contenders that have an answer to it. Each goes to `overlap` different raters. Everybody
/// gets as much of every stratum as the others, and as much over all, give or take one where the numbers allow; sets of
/// contenders, items and company are evened out beside. Of a pair either side is as often left for each rater and over all,
/// give or take one, and the raters of one unit see it from both sides; more than two answers come in orders that are moved
/// round and turned. Where raters have no room for all, every stratum and set is cut by the same share. A session is
/// shuffled; the same item does not come twice in a row where that can be. Gold items go to every rater, spread over the
/// session but not first. Errors: no raters, too few of them, nothing to judge.
Result<Assignment> assign(const Study &study, const AssignmentRequest &request);

} // namespace evol
