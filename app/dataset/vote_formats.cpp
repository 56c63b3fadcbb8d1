// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all formats of votes. Any thread.
#include "dataset/vote_formats.h"

#include "dataset/alpaca_eval_votes.h"
#include "dataset/arena_votes.h"
#include "dataset/preference_pairs.h"
#include "dataset/ratings_table.h"
#include "dataset/step_labels.h"
#include "domain/keyed.h"

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
    if (const VoteFormat *format = withKey(voteFormats(), key))
        return format;
    return fail(ErrorKind::NotFound, "There is no format of votes \"" + std::string(key) + "\"; choose one of " + voteFormatKeys() + ".");
}

std::string voteFormatKeys()
{
    return keysOf(voteFormats());
}

} // namespace evol
