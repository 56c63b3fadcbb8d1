// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of evolution operators and the methods made of them. Any thread.
#pragma once

#include "domain/instruction.h"
#include "domain/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// One way to rewrite; its prompt is the file METHOD/KEY.txt under resources/prompts.
struct EvolutionOperator {
    const char *key;   ///< as stored, e.g. "add_constraints"
    const char *title; ///< for people, e.g. "Add constraints". English; a key for translation
    Direction direction;
    double weight = 1; ///< how often it is chosen, beside the others of its method
};

/// A named set of operators.
struct Method {
    const char *key;
    const char *title;
    std::vector<EvolutionOperator> operators;
};

const std::vector<Method> &methods();

/// ErrorKind::InvalidInput with the keys there are.
Result<const Method *> findMethod(std::string_view key);

/// The operator of any method; nullptr: none.
const EvolutionOperator *findOperator(std::string_view key);

/// What an operator is called on the screen; its key where it is unknown, "Seed" for the empty key.
std::string operatorTitle(std::string_view key);

/// The weight of an operator of the method: the one in `weights`, or its own.
double weightOf(const Method &method, const std::string &key, const std::map<std::string, double> &weights);

/// Refuses, by name, weights of operators that the method does not have, negative ones, and such as leave none to choose
/// of `operators` (empty: all of the method).
Result<> checkWeights(const Method &method, const std::vector<std::string> &operators,
                      const std::map<std::string, double> &weights);

/// "Add constraints", "add-constraints" and "add_constraints" are one key. ErrorKind::InvalidInput, with the keys
/// there are, for an operator the method does not have.
Result<std::string> operatorKey(const Method &method, std::string_view written);

} // namespace evol
