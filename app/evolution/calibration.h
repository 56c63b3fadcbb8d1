// SPDX-License-Identifier: GPL-3.0-or-later
// How right the eliminator is where people have decided: their decisions are the truth, and the instructions that
// have one are the audit. Values only; any thread.
//
// What an audit can say depends on what was looked at:
// - Precision needs instructions that the eliminator eliminated, the confirmed ones among them: people who record a
//   decision only where they disagree make it look worse than it is.
// - Recall also needs instructions that the eliminator kept, or nothing missed can be found. `keptAudited` says how
//   many there are; with few of them the interval of weightedRecall is wide, with none it has no value.
// - An audit that holds a larger share of the eliminated ones than the project does overstates the raw recall;
//   weightedRecall counts each side by its size in the project.
// All of it is about instructions drawn at random within each side (see audit_sample.h); borderline ones are harder
// than the rest, and make both numbers look worse.
#pragma once

#include "domain/pool.h"
#include "domain/proportion.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// An instruction that a person decided on.
struct AuditedInstruction {
    std::uint32_t firedRules = 0; ///< bit i: CalibrationInput::rules[i]
    State verdict = State::Kept;
    Decision decision = Decision::Keep;
};

struct CalibrationInput {
    std::vector<std::string> rules;              ///< keys, up to 32
    std::vector<std::int64_t> fired;             ///< by rule: how often, over all instructions
    std::int64_t eliminated = 0, kept = 0;       ///< all instructions, by verdict
    std::vector<AuditedInstruction> audited;
};

/// Of the instructions of a project that isJudged(). `sample`: the audit is those of it that
/// have been decided on; null: all that have been.
CalibrationInput calibrationInput(const Pool &pool, const std::vector<NodeIndex> *sample = nullptr);

/// An estimate made of several shares.
struct Estimate {
    std::optional<double> value; ///< empty: the audit does not say
    Interval interval;           ///< at usualConfidence

    bool operator==(const Estimate &) const = default;
};

/// How right one rule is, or the eliminator as a whole, which fires where any rule does.
struct RuleCalibration {
    std::string rule;            ///< its key; empty: the eliminator
    std::int64_t fired = 0;      ///< over all instructions
    std::int64_t overruled = 0;  ///< audited, eliminated where it fired, and kept by a person
    Proportion precision;        ///< eliminated by a person, of those audited where it fired
    Proportion recall;           ///< it fired, of those audited that a person eliminated
    /// Recall in the project: each side of the verdict counts by its size there, not by how many of it were audited.
    /// With N and q the size of a side and the share of its audited ones that a person eliminated (E: eliminated by
    /// the verdict, K: kept), and s the share of E's where the rule fired, it is s N_E q_E / (N_E q_E + N_K q_K), the
    /// combined ratio estimate of Cochran (1977), "Sampling Techniques", section 6.11. Its interval is made of
    /// Wilson's of s, q_E and q_K in the way of MOVER (Zou and Donner 2008, "Construction of confidence limits about effect
    /// measures", Stat. Med. 27): the steps of the estimate to each limit, squared and added. Unlike the delta
    /// method's it holds where nothing missed was found.
    Estimate weightedRecall;

    std::int64_t firedInAudit() const { return precision.of; }
};

struct Calibration {
    std::vector<RuleCalibration> rules; ///< in order of the input
    RuleCalibration eliminator;
    std::int64_t truePositives = 0;  ///< eliminated by verdict and person
    std::int64_t falsePositives = 0; ///< eliminated by the verdict, kept by a person
    std::int64_t falseNegatives = 0; ///< missed: kept by the verdict, eliminated by a person
    std::int64_t trueNegatives = 0;  ///< kept by both

    std::int64_t eliminatedAudited() const { return truePositives + falsePositives; }
    std::int64_t keptAudited() const { return falseNegatives + trueNegatives; }
};

Calibration calibrate(const CalibrationInput &input);

} // namespace evol
