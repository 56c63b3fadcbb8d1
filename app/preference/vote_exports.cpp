// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/vote_exports.h"

#include "domain/keyed.h"
#include "preference/alpaca_eval_vote_export.h"
#include "preference/arena_vote_export.h"
#include "preference/judgement_words.h"
#include "preference/pairs_vote_export.h"
#include "preference/ratings_vote_export.h"
#include "preference/steps_vote_export.h"

namespace evol {

const std::vector<const VoteExport *> &voteExports()
{
    static const PairsVoteExport pairs;
    static const AlpacaEvalVoteExport alpacaEval;
    static const ArenaVoteExport arena;
    static const RatingsVoteExport ratings;
    static const StepsVoteExport steps;
    static const std::vector<const VoteExport *> all{&pairs, &alpacaEval, &arena, &ratings, &steps};
    return all;
}

Result<const VoteExport *> voteExport(std::string_view key)
{
    if (const VoteExport *format = withKey(voteExports(), key))
        return format;
    return fail(ErrorKind::NotFound, "Votes cannot be written as \"" + std::string(key) + "\"; choose one of " + voteExportKeys() + ".");
}

std::string voteExportKeys()
{
    return keysOf(voteExports());
}

Result<VoteExportReport> exportVotes(StudyReader &reader, StudyId id, const VoteExport &format, const VoteExportOptions &options,
                                     const WriteText &text)
{
    auto source = VoteSource::open(reader, id);
    if (!source)
        return tl::unexpected<Error>(source.error());
    const JudgementKind kind = source->study().design.kind;
    if (!format.takes(kind)) {
        return fail(ErrorKind::InvalidInput, "Study " + std::to_string(id) + " has judgements of the kind \"" + judgementKindKey(kind) +
                                                 "\", which cannot be written as \"" + std::string(format.key()) + "\".");
    }
    return format.write(*source, options, text);
}

} // namespace evol
