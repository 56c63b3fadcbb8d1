// SPDX-License-Identifier: GPL-3.0-or-later
// One way to make an instruction out of another. Values only; any thread.
#pragma once

#include "domain/instruction.h"

#include <string>

namespace evol {

struct EvolutionOperator {
    std::string key;   ///< as stored, e.g. "add_constraints"
    std::string title; ///< for people, e.g. "Add constraints"; the built-in ones in English, a key for translation
    Direction direction = Direction::InDepth;
    double weight = 1; ///< how often it is chosen, beside the others of its method

    bool operator==(const EvolutionOperator &) const = default;
};

} // namespace evol
