// SPDX-License-Identifier: GPL-3.0-or-later
// How a change is written into the audit trail: a JSON object that names texts by id and hash.
// Any thread, as far as the text functions passed in allow it.
#pragma once

#include "domain/change.h"
#include "domain/result.h"
#include "storage/recent_texts.h"

#include <functional>
#include <string>

namespace evol {

using TextWriter = std::function<TextReference(const std::string &body)>;
/// Gives the body; must fail where the id is unknown.
using TextReader = std::function<Result<std::string>(const TextReference &)>;

std::string encodePayload(const Change &change, const TextWriter &writeText);
Result<Change> decodePayload(int kind, const std::string &payload, const TextReader &readText);

std::string encodeFiredRules(const std::vector<FiredRule> &fired);
Result<std::vector<FiredRule>> decodeFiredRules(const std::string &json);

} // namespace evol
