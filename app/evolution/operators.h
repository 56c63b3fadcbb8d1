// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of evolution operators and the methods made of them. Any thread.
#pragma once

#include "domain/evolution_operator.h"
#include "domain/result.h"
#include "domain/run.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// A named set of operators. The prompt of a built-in one is the file METHOD/KEY.txt under resources/prompts.
struct Method {
    const char *key;
    const char *title;
    std::vector<EvolutionOperator> operators;
};

const std::vector<Method> &methods();

/// ErrorKind::InvalidInput with the keys there are.
Result<const Method *> findMethod(std::string_view key);

/// The method of a run, with the operators of the project's own behind the built-in ones.
Result<Method> methodOf(const RunSettings &settings);

/// Where the prompt of an operator of the run stands: "general/deepen", "own/poetry".
std::string promptKeyOf(const RunSettings &settings, const std::string &operatorKey);

/// The built-in operator of any method; nullptr: none.
const EvolutionOperator *findOperator(std::string_view key);

/// What an operator is called on the screen; its key as words where it is unknown, "Seed" for the empty key.
std::string operatorTitle(std::string_view key, const std::vector<EvolutionOperator> &own = {});

/// In depth where it is unknown.
Direction operatorDirection(std::string_view key, const std::vector<EvolutionOperator> &own = {});

/// The weight of an operator of the method: the one in `weights`, or its own.
double weightOf(const Method &method, const std::string &key, const std::map<std::string, double> &weights);

/// Refuses, by name, weights of operators that the method does not have, negative ones, and such as leave none to choose
/// of `operators` (empty: all of the method).
Result<> checkWeights(const Method &method, const std::vector<std::string> &operators,
                      const std::map<std::string, double> &weights);

/// "Add constraints", "add-constraints" and "add_constraints" are one key. ErrorKind::InvalidInput, with the keys
/// there are, for an operator the method does not have.
Result<std::string> operatorKey(const Method &method, std::string_view written);
/// The same for an operator of any method, or of a project's own.
Result<std::string> anyOperatorKey(const std::vector<EvolutionOperator> &own, std::string_view written);

} // namespace evol
