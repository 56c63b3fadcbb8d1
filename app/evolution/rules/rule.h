// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of the eliminator's rules. A rule is an exact function: the same texts, the same judge's
// opinion and the same thresholds give the same verdict, and no rule asks a model. Any thread.
#pragma once

#include "domain/instruction.h"
#include "evolution/rules/judge_opinion.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// What the rules look at. Views of the caller's texts, which must outlive it.
struct Evolved {
    const std::string &parent;
    const std::string &instruction;
    const std::string *response = nullptr; ///< nullptr: not asked yet
    std::optional<JudgeOpinion> judge;     ///< empty: not asked yet
    const std::vector<std::string> *samples = nullptr; ///< all responses, where a majority of them is asked for
};

/// What can be set in the rules; by default they are the paper's. Others can be tried on stored texts without a
/// request.
struct RuleThresholds {
    std::size_t refusalWords = 80; ///< an apology in a response of fewer words is a refusal
    /// An instruction this similar to its parent, or more, is a near duplicate; up to 1. 0: the rule is off.
    double duplicateSimilarity = 0;
    std::vector<std::string> leakPhrases = {"given prompt", "rewritten prompt", "created prompt"};

    bool operator==(const RuleThresholds &) const = default;
};

class Rule
{
public:
    virtual ~Rule() = default;

    /// The name under which verdicts are stored, e.g. "refusal".
    virtual const char *key() const = 0;
    /// For people, e.g. "Refusal". English; a key for translation.
    virtual const char *title() const = 0;
    /// The rule's number in WizardLM (arXiv 2304.12244, section 3); 0: one of ours.
    virtual int number() const = 0;

    /// The evidence where the rule fires. A rule about something not asked yet does not fire.
    virtual std::optional<FiredRule> check(const Evolved &evolved, const RuleThresholds &thresholds) const = 0;
};

} // namespace evol
