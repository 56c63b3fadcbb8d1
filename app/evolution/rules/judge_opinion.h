// SPDX-License-Identifier: GPL-3.0-or-later
// What the judge model said when asked whether a rewritten instruction equals its parent, read from its reply.
// Values only; any thread.
#pragma once

#include "domain/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace evol {

enum class JudgeVerdict { Equal, NotEqual };

struct JudgeOpinion {
    JudgeVerdict verdict = JudgeVerdict::NotEqual;
    std::string words;      ///< the reply, without thoughts before it and white space around it
    std::size_t offset = 0; ///< of `words` in the reply, in bytes
};

/// Reads "Equal" or "Not Equal", whatever the case, markup, quotes and spelling ("not_equal", "unequal").
/// A reply that reasons may name both; then the verdict is, in this order:
///   1. the last line, where it is nothing but a verdict (reasoning first, answer last);
///   2. the opening words up to the first stop or comma, where they are nothing but a verdict
///      (answer first, explanation after it);
///   3. the last verdict mentioned ("… so I would call the two not equal in depth").
/// A label before a colon ("Answer: Equal") is skipped, as are the thoughts before a closing </think>.
/// ErrorKind::BadReply where neither is found.
Result<JudgeOpinion> parseJudgement(std::string_view reply);

} // namespace evol
