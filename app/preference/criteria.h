// SPDX-License-Identifier: GPL-3.0-or-later
// The criteria that studies can be judged by without writing one's own. Any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

#include <string_view>
#include <vector>

namespace evol {

/// "overall", the five aspects of WizardLM's human evaluation (arXiv 2304.12244, section 4.3: relevance,
/// knowledgeable, reasoning, calculation, accuracy) and WizardMath's three for instructions (arXiv 2308.09583,
/// section 2.2: definition, precision, integrity).
const std::vector<Criterion> &builtinCriteria();

/// The built-in one of that key; the error names the choices.
Result<Criterion> builtinCriterion(std::string_view key);

/// 1 to 16 of them, each with a key of its own and a title, and no anchors or one for each of 5 points.
Result<> checkCriteria(const std::vector<Criterion> &criteria);

/// Position of the one to show first: "overall", else the first.
std::size_t mainCriterion(const std::vector<Criterion> &criteria);

/// Position of the one with that key, or of the main one where it is empty; the error names the choices.
Result<std::size_t> criterionOf(const StudyDesign &design, std::string_view key);

} // namespace evol
