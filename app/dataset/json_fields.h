// SPDX-License-Identifier: GPL-3.0-or-later
// Reading one record: from bytes to a JSON object, and from the object to texts, with a sentence for
// everything that can be wrong with it. No exception of the JSON library gets out of here. Any thread.
#pragma once

#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace evol {

/// Deeper nesting is refused: no data set needs it, and it costs memory out of all proportion.
constexpr int maximumNesting = 100;

/// Whether `bytes` is UTF-8 without U+0000; the error's message is a sentence that says where it is not.
Result<void> checkText(std::string_view bytes);

/// The JSON object in `bytes`; an error whose message is a sentence for people if it is none.
Result<nlohmann::json> parseObject(std::string_view bytes);

/// Whether `record` has a text under `name`.
bool hasText(const nlohmann::json &record, const char *name);

/// The text under `name`; an error where there is none or only blanks.
Result<std::string> requiredText(const nlohmann::json &record, const char *name);

/// The text under `name`, empty where there is none or null; an error for a number, a list, ….
Result<std::string> optionalText(const nlohmann::json &record, const char *name);

/// The whole number under `name`, none where there is none or null; an error when outside the range.
Result<std::optional<int>> optionalNumber(const nlohmann::json &record, const char *name, int lowest, int highest);

} // namespace evol
