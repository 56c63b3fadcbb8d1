// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all formats of votes. Any thread.
#pragma once

#include "dataset/vote_format.h"

#include <vector>

namespace evol {

/// All of them, the more particular before the more general; they live as long as the program.
const std::vector<const VoteFormat *> &voteFormats();

/// The format with this key; an error that names all keys where there is none.
Result<const VoteFormat *> voteFormat(std::string_view key);

/// "alpaca_eval, arena, …", for messages.
std::string voteFormatKeys();

} // namespace evol
