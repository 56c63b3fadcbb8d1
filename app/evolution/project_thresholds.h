// SPDX-License-Identifier: GPL-3.0-or-later
// The thresholds a project judges by, as its settings say. Lives where its reader lives.
#pragma once

#include "domain/project_store.h"
#include "evolution/rules/rule.h"

namespace evol {

/// As JSON; empty: the defaults.
Result<std::string> storedThresholds(ProjectReader &reader);
/// ErrorKind::InvalidInput where what is stored cannot be used.
Result<RuleThresholds> projectThresholds(ProjectReader &reader);

} // namespace evol
