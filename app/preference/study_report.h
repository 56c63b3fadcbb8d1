// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a study for a colleague: one page of HTML that needs nothing beside it. Any thread.
#pragma once

#include "preference/study_results.h"

#include <string>

namespace evol {

/// What was asked of whom, what came of it with pictures and tables, what to be careful about, and how each figure was
/// made. No scripts and nothing from elsewhere; light and dark, and on paper. Every name is escaped.
std::string studyReport(const StudyResults &results);

} // namespace evol
