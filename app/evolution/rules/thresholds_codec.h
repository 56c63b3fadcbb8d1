// SPDX-License-Identifier: GPL-3.0-or-later
// Thresholds of the rules as the JSON a project and a run keep. Any thread.
#pragma once

#include "domain/result.h"
#include "evolution/rules/rule.h"

#include <string>

namespace evol {

/// The project's setting in which its thresholds stand; none: the defaults.
constexpr const char *thresholdsSetting = "thresholds";

/// Only what differs from the defaults.
std::string encodeThresholds(const RuleThresholds &thresholds);
/// An empty text: the defaults. ErrorKind::InvalidInput for what is no threshold or cannot be one.
Result<RuleThresholds> decodeThresholds(const std::string &json);

} // namespace evol
