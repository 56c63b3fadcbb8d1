// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all formats of votes. Any thread.
#include "dataset/vote_formats.h"

#include "dataset/alpaca_eval_votes.h"
#include "dataset/arena_votes.h"
#include "dataset/preference_pairs.h"
#include "dataset/ratings_table.h"
#include "dataset/step_labels.h"

#include <algorithm>

namespace evol {

const std::vector<const VoteFormat *> &voteFormats()
{
    static const AlpacaEvalVotes alpacaEval;
    static const ArenaVotes arena;
    static const RatingsTable ratings;
    static const StepLabels steps;
    static const PreferencePairs pairs;
    static const std::vector<const VoteFormat *> all{&alpacaEval, &arena, &ratings, &steps, &pairs};
    return all;
}

Result<const VoteFormat *> voteFormat(std::string_view key)
{
    const auto &all = voteFormats();
    const auto found = std::find_if(all.begin(), all.end(), [&](const VoteFormat *f) { return f->key() == key; });
    if (found == all.end())
        return fail(ErrorKind::NotFound, "There is no format of votes \"" + std::string(key) + "\"; choose one of " + voteFormatKeys() + ".");
    return *found;
}

std::string voteFormatKeys()
{
    std::string keys;
    for (const VoteFormat *format : voteFormats())
        keys += (keys.empty() ? "" : ", ") + std::string(format->key());
    return keys;
}

} // namespace evol
