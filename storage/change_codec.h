// SPDX-License-Identifier: GPL-3.0-or-later
// How a change is written into the audit trail: a JSON object that names texts by id and hash.
// Any thread, as far as the text functions passed in allow it.
#pragma once

#include "domain/change.h"
#include "domain/result.h"

#include <functional>
#include <string>

namespace evol {

/// A text's place in the table of texts, with the SHA-256 (hex) that binds its content into the chain.
struct TextReference {
    std::int64_t id = 0; ///< 0: the empty text, which is not stored
    std::string sha256;
};

using TextWriter = std::function<TextReference(const std::string &body)>;
/// Gives the body; must fail where the id is unknown.
using TextReader = std::function<Result<std::string>(const TextReference &)>;

std::string encodePayload(const Change &change, const TextWriter &writeText);
Result<Change> decodePayload(int kind, const std::string &payload, const TextReader &readText);

std::string encodeFiredRules(const std::vector<FiredRule> &fired);
Result<std::vector<FiredRule>> decodeFiredRules(const std::string &json);

} // namespace evol
