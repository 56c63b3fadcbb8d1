// SPDX-License-Identifier: GPL-3.0-or-later
// The few questions that importing asks of UTF-8 text. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace evol {

/// Where the first byte stands that is no part of a well-formed UTF-8 character; none: all is well.
std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes);

/// Without blanks at both ends: ASCII ones, no-break and ideographic space, zero-width space, byte order mark.
std::string_view withoutBlanks(std::string_view text);

/// At most `bytes` bytes of `text`, cut between characters, with an ellipsis if anything was cut.
std::string shortened(std::string_view text, std::size_t bytes);

} // namespace evol
