// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns that write a sentence from values and read the same values back out of it. Slots:
// [a] to [h] numbers; [a items] a number with its noun; [items] [item] [unit] the noun; [name] [she] [She]
// [her] [him] [herself] [friend] a person; [a th] "a third"; [a times] "twice"; [expr] [code] an
// expression, bare or in backticks; [format] a block format. Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_catalogue.h"

#include <string>
#include <string_view>

namespace evol::builtin {

struct PhraseValues {
    std::array<Rational, 8> numbers;
    std::array<bool, 8> known{}; ///< which of the numbers a pattern has set
    int person = -1;
    int noun = -1;
    BlockFormat format = BlockFormat::None;
    ExpressionPointer expression;
};

std::string fillPhrase(const Catalogue& catalogue, std::string_view pattern, const PhraseValues& values);

/// Reads `pattern` at `position`. On success sets the values it mentions and moves past the text; what
/// fillPhrase() would write from them is exactly what was read.
bool matchPhrase(const Catalogue& catalogue, std::string_view pattern, std::string_view text, std::size_t& position,
    PhraseValues& values);

} // namespace evol::builtin
