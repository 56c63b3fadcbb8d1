// SPDX-License-Identifier: GPL-3.0-or-later
// Run settings as the JSON a project keeps. Any thread.
#pragma once

#include "domain/result.h"
#include "domain/run.h"

#include <string>

namespace evol {

std::string encodeRunSettings(const RunSettings &settings);
Result<RunSettings> decodeRunSettings(const std::string &json);

} // namespace evol
