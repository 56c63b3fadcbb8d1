// SPDX-License-Identifier: GPL-3.0-or-later
// How verdicts and their evidence are told, wherever they are shown. GUI thread.
#pragma once

#include "domain/instruction.h"

#include <QString>

#include <cstddef>

namespace evol {

/// e.g. "Rule 2 · Refusal"
QString numberedRule(const std::string &key);
/// e.g. "seen in the response"
QString placeName(EvidencePlace place);
/// Whether `text` still has the evidence where the rule saw it; a verdict may be of an earlier wording.
bool isEvidenceIn(const std::string &text, const FiredRule &fired);

/// The texts that a verdict is about.
struct JudgedTexts {
    std::string instruction;
    std::string response; ///< the first; empty: none
};

/// Rule by rule: those that fired with what they saw, then the others.
QString rulesHtml(const JudgedTexts &texts, const Verdict &verdict);

} // namespace evol
