// SPDX-License-Identifier: GPL-3.0-or-later
// A long text as a JSON string, without a tree of values made around it. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace evol {

/// Appends `text` in quotes, byte for byte as nlohmann::json writes it with error_handler_t::replace.
void appendJson(std::string &out, std::string_view text);

} // namespace evol
