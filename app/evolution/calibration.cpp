// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/calibration.h"

#include "evolution/audit_sample.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace evol {
namespace {

/// The shares of which the recall in the project is made, as in the header.
struct RecallParts {
    Proportion fired;           ///< s
    Proportion ofEliminated;    ///< q_E
    Proportion ofKept;          ///< q_K
    double eliminated = 0;      ///< N_E
    double kept = 0;            ///< N_K
};

double recallOf(const RecallParts &parts, double fired, double ofEliminated, double ofKept)
{
    const double found = parts.eliminated * ofEliminated;
    const double all = found + parts.kept * ofKept;
    return all > 0 ? fired * found / all : fired;
}

Estimate weightedRecall(const RecallParts &parts)
{
    // Nobody looked at one side of the verdict, or no one of either should be eliminated.
    const bool isUnknown = (parts.eliminated > 0 && parts.ofEliminated.of == 0) || (parts.kept > 0 && parts.ofKept.of == 0);
    const double qe = parts.ofEliminated.value().value_or(0);
    const double qk = parts.ofKept.value().value_or(0);
    if (isUnknown || parts.eliminated * qe + parts.kept * qk <= 0)
        return {};

    // Where no elimination was confirmed the recall is 0 whatever the rule does, at most that of the eliminator.
    const double s = parts.fired.value().value_or(1);
    const Interval firedLimits = parts.fired.of > 0 ? parts.fired.interval() : Interval{1, 1};
    const Interval e = parts.ofEliminated.interval();
    const Interval k = parts.ofKept.interval();
    const double value = recallOf(parts, s, qe, qk);
    const double down = std::hypot(value - recallOf(parts, firedLimits.low, qe, qk),
                                   value - recallOf(parts, s, e.low, qk), value - recallOf(parts, s, qe, k.high));
    const double up = std::hypot(value - recallOf(parts, firedLimits.high, qe, qk),
                                 value - recallOf(parts, s, e.high, qk), value - recallOf(parts, s, qe, k.low));
    return {value, {std::max(0.0, value - down), std::min(1.0, value + up)}};
}

/// Counts the audit for one rule; `fires` says where.
RuleCalibration calibrateOne(const std::vector<AuditedInstruction> &audited,
                             const std::function<bool(const AuditedInstruction &)> &fires)
{
    RuleCalibration result;
    for (const AuditedInstruction &one : audited) {
        const bool isEliminated = one.decision == Decision::Eliminate;
        result.recall.of += isEliminated;
        if (!fires(one))
            continue;
        ++result.precision.of;
        result.precision.part += isEliminated;
        result.recall.part += isEliminated;
        result.overruled += !isEliminated && one.verdict == State::Eliminated;
    }
    return result;
}

void countAgreement(const std::vector<AuditedInstruction> &audited, Calibration &result)
{
    for (const AuditedInstruction &one : audited) {
        const bool isEliminated = one.decision == Decision::Eliminate;
        if (one.verdict == State::Eliminated)
            ++(isEliminated ? result.truePositives : result.falsePositives);
        else
            ++(isEliminated ? result.falseNegatives : result.trueNegatives);
    }
}

void addToInput(const Pool &pool, NodeIndex n, CalibrationInput &input)
{
    ++(pool.judged(n) == State::Eliminated ? input.eliminated : input.kept);
    for (std::size_t rule = 0; rule < input.rules.size(); ++rule)
        input.fired[rule] += pool.firedRules(n) >> rule & 1u;
}

} // namespace

CalibrationInput calibrationInput(const Pool &pool, const std::vector<NodeIndex> *sample)
{
    CalibrationInput input;
    input.rules = pool.ruleKeys();
    input.fired.resize(input.rules.size());
    std::vector<NodeIndex> all(static_cast<std::size_t>(pool.size()));
    std::iota(all.begin(), all.end(), 0);
    for (const NodeIndex n : all) {
        if (isJudged(pool, n))
            addToInput(pool, n, input);
    }
    for (const NodeIndex n : sample ? *sample : all) {
        if (isJudged(pool, n) && pool.isOverridden(n)) {
            const Decision decision = pool.state(n) == State::Kept ? Decision::Keep : Decision::Eliminate;
            input.audited.push_back({pool.firedRules(n), pool.judged(n), decision});
        }
    }
    return input;
}

Calibration calibrate(const CalibrationInput &input)
{
    Calibration result;
    countAgreement(input.audited, result);

    RecallParts parts;
    parts.eliminated = static_cast<double>(input.eliminated);
    parts.kept = static_cast<double>(input.kept);
    parts.ofEliminated = {result.truePositives, result.eliminatedAudited()};
    parts.ofKept = {result.falseNegatives, result.keptAudited()};

    result.eliminator = calibrateOne(input.audited, [](const AuditedInstruction &one) {
        return one.verdict == State::Eliminated;
    });
    result.eliminator.fired = input.eliminated;
    result.eliminator.weightedRecall = weightedRecall(parts);
    for (std::size_t rule = 0; rule < input.rules.size(); ++rule) {
        RuleCalibration one = calibrateOne(input.audited, [rule](const AuditedInstruction &audited) {
            return (audited.firedRules >> rule & 1u) != 0;
        });
        one.rule = input.rules[rule];
        one.fired = input.fired[rule];
        parts.fired = {one.recall.part, result.truePositives};
        one.weightedRecall = weightedRecall(parts);
        result.rules.push_back(std::move(one));
    }
    return result;
}

} // namespace evol
