// SPDX-License-Identifier: GPL-3.0-or-later
// An answer in the form a requirement asks for: binary, words, Roman numerals and so on.
// Pure functions, any thread.
#pragma once

#include "models/builtin/arithmetic_problem.h"

#include <optional>
#include <string>

namespace evol::builtin {

/// nullopt where the form does not suit the value, e.g. Roman numerals of 1/2.
std::optional<std::string> writtenAs(RequirementKind form, const Rational& value, Language language);

/// "one hundred and five", "一百零五", "百五"; for whole numbers below 10^12 in size.
std::string numberInWords(WideInteger value, Language language);

} // namespace evol::builtin
