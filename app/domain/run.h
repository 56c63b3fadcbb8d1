// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the engine and its plan, as the project keeps them so that an interrupted run can be carried on.
// Values only; any thread.
#pragma once

#include "domain/change.h"
#include "domain/evolution_operator.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace evol {

using RunId = std::int64_t; ///< 1, 2, …; 0 is none

/// Which operators an instruction of the pool gets in one epoch.
enum class Choice : int { OneAtRandom = 0, Each = 1 };

/// What a run does with the instructions it starts from.
enum class RunGoal : int {
    Evolve = 0,
    Respond = 1,
    Score = 2,   ///< the difficulty
    Judge = 3,   ///< rewrites that are there, anew
    Quality = 4,
    Label = 5,   ///< the steps of the responses
};

/// Which of several responses are kept.
enum class KeptResponses : int {
    All = 0,
    Majority = 1,  ///< rule no_majority: those whose final answer is that of more than half of them
    Reference = 2, ///< rule no_agreement: those whose final answer is that of the response from RunSettings::reference
};

/// How a model draws its words. The defaults are WizardLM's (arXiv 2304.12244, section 4.1).
struct Sampling {
    double temperature = 1.0;
    double topP = 0.9;
    int maxTokens = 2048; ///< of a reply

    bool operator==(const Sampling &) const = default;
};

/// What a run will take as far as one can say before it begins.
struct RunExpectation {
    std::int64_t requests = 0;
    std::int64_t tokens = 0; ///< of prompts and replies
    double cost = 0;         ///< in the currency of the models' prices
};

struct RunSettings {
    RunGoal goal = RunGoal::Evolve;
    std::string method = "general";
    int epochs = 1;
    std::vector<std::string> operators;      ///< keys; empty: all of the method
    std::map<std::string, double> weights;   ///< by operator; those not named have the method's
    Choice choice = Choice::OneAtRandom;
    std::vector<InstructionId> only;         ///< empty: the whole pool
    std::string evolver = "builtin";         ///< model specifications
    std::string judge = "builtin";
    std::string responder = "builtin";
    Sampling evolverSampling, judgeSampling, responderSampling;
    std::uint64_t seed = 0;                  ///< of all random choices of the run
    int concurrency = 16;                    ///< requests in flight at most
    std::optional<std::int64_t> maxRequests; ///< a run stops cleanly before one more
    std::optional<std::int64_t> maxTokens;   ///< likewise, once so many are used
    std::optional<double> budget;            ///< likewise, in the currency of the models' prices
    int responses = 1;                       ///< asked for by instruction
    KeptResponses keep = KeptResponses::All;
    std::string reference;                   ///< a response's source, e.g. "gsm8k_test.jsonl"; KeptResponses::Reference only
    bool scoresDifficulty = false;           ///< adds a stage that asks for a difficulty of 1 to 10
    std::optional<RunExpectation> expected;  ///< set when it begins
    // Of the project, as they are when the run begins.
    std::string thresholds;                      ///< of the rules, JSON; a run may come with its own
    std::map<std::string, std::string> prompts;  ///< texts by key, in place of the built-in ones or beside them
    std::vector<EvolutionOperator> ownOperators; ///< beside those of the method
};

/// What a planned item asks for. Stored: never renumber.
enum class ItemKind : int { Evolve = 0, Respond = 1, Score = 2, Judge = 3, Quality = 4, Label = 5 };

/// One thing to do in an epoch; ids are given when it is planned.
struct RunItem {
    RunId run = 0;
    ItemKind kind = ItemKind::Evolve;
    InstructionId instruction = 0; ///< the child to make, or the instruction that is there
    InstructionId parent = 0;      ///< Evolve only
    ResponseId response = 0;       ///< the first; as many ids follow as responses are asked for
    int epoch = 0;
    std::string operatorKey; ///< Evolve only
    int sample = 0;          ///< how many children the parent had when this was planned
    std::string failure;     ///< why the last try failed; empty: not tried or done
    bool done = false;       ///< what makes no instruction or response; of those the result is in the project
};

/// Stored: never renumber.
enum class RunState : int { Unfinished = 0, Finished = 1 };

struct Run {
    RunId id = 0;
    ActionId action = 0; ///< all changes of the run are one step of undo
    RunSettings settings;
    int firstEpoch = 0;    ///< epoch number of its first round
    int plannedEpochs = 0; ///< how many rounds have been planned so far
    RunState state = RunState::Unfinished;
};

} // namespace evol
