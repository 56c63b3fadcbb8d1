// SPDX-License-Identifier: GPL-3.0-or-later
// Values as JSON without a tree of values made around them, byte for byte as nlohmann::json writes them. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace evol {

/// Appends `text` in quotes, as it is written with error_handler_t::replace.
void appendJson(std::string &out, std::string_view text);
/// Remembers the last few numbers: every request has the same.
void appendJson(std::string &out, double number);

} // namespace evol
