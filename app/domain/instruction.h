// SPDX-License-Identifier: GPL-3.0-or-later
// The plain values a project is made of: instruction, response, verdict, override, rating.
// All text is UTF-8. Values only; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

using InstructionId = std::int64_t; ///< 1, 2, …; 0 is none
using ResponseId = std::int64_t;    ///< 1, 2, …; 0 is none
using ExchangeId = std::int64_t;    ///< 1, 2, …; 0 is none

/// Of an evolution operator: a harder version of the same instruction, a new one of the same domain, or an easier one.
enum class Direction { InDepth, InBreadth, Downward };

/// A node of the tree.
struct Instruction {
    InstructionId id = 0;
    InstructionId parent = 0; ///< 0: a seed
    int epoch = 0;            ///< 0: a seed
    std::string operatorKey;  ///< empty: a seed
    std::string text;
    std::string context;       ///< Alpaca's "input"; may be empty
    std::string skill;         ///< category given by the source, may be empty
    std::string origin;        ///< where a seed came from ("seed_tasks.jsonl:12"), may be empty
    std::string model;         ///< model that wrote it; empty: a person or a file
    std::string promptVersion; ///< content hash of the prompt that asked for it; empty: none
    ExchangeId exchange = 0;   ///< the exchange that wrote it
    std::string editor;        ///< the person whose wording this is; empty: as the model or file gave it

    bool isSeed() const { return parent == 0; }
    bool operator==(const Instruction &) const = default;
};

/// An answer to an instruction.
struct Response {
    ResponseId id = 0;
    InstructionId instruction = 0;
    std::string text;
    std::string source; ///< model or contender that gave it
    std::string promptVersion;
    ExchangeId exchange = 0;
    std::string editor; ///< the person whose wording this is; empty: as the source gave it

    bool operator==(const Response &) const = default;
};

/// One version of the words of an instruction, or of a response (which has no context).
struct Wording {
    std::string text;
    std::string context;
    std::string editor; ///< the person who put it so; empty: as the model or file gave it

    bool operator==(const Wording &) const = default;
};

/// Where a rule found its evidence. Stored: never renumber.
enum class EvidencePlace : int { Instruction = 0, Response = 1, Judge = 2 };

/// One rule that fired, with what it saw. offset and length are in bytes of the UTF-8 text of `place`.
struct FiredRule {
    std::string rule;     ///< key of the rule, e.g. "refusal"
    std::string evidence; ///< the matched text, or the judge's words
    EvidencePlace place = EvidencePlace::Instruction;
    std::size_t offset = 0;
    std::size_t length = 0;

    bool operator==(const FiredRule &) const = default;
};

/// What the eliminator says. Kept when no rule fired.
struct Verdict {
    std::vector<FiredRule> fired;
    ExchangeId judgeExchange = 0;

    bool kept() const { return fired.empty(); }
    bool operator==(const Verdict &) const = default;
};

/// A person's decision; it outranks the verdict. Stored: never renumber.
enum class Decision : int { Keep = 1, Eliminate = 2 };

struct Override {
    Decision decision = Decision::Keep;
    std::string reason;
    std::string by;

    bool operator==(const Override &) const = default;
};

/// How well a problem is put, each from 1 (poor) to 5; WizardMath's criteria (arXiv 2308.09583, section 3.2).
struct Quality {
    int definition = 0;
    int precision = 0;
    int integrity = 0;

    bool operator==(const Quality &) const = default;
};

/// A person's judgement of a response.
struct Rating {
    int stars = 0; ///< 1 to 5; 0: only a note
    std::string note;

    bool operator==(const Rating &) const = default;
};

} // namespace evol
