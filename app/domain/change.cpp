// SPDX-License-Identifier: GPL-3.0-or-later
// Inverses and names of changes. Values only; any thread.
#include "domain/change.h"

#include <algorithm>
#include <iterator>

namespace evol {

namespace {

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace

Change inverse(const Change &change)
{
    return std::visit(
        Overloaded{
            [](const AddInstruction &c) -> Change { return RemoveInstruction{c.instruction}; },
            [](const RemoveInstruction &c) -> Change { return AddInstruction{c.instruction}; },
            [](const AddResponse &c) -> Change { return RemoveResponse{c.response}; },
            [](const RemoveResponse &c) -> Change { return AddResponse{c.response}; },
            [](const AddStudy &c) -> Change { return RemoveStudy{c.study}; },
            [](const RemoveStudy &c) -> Change { return AddStudy{c.study}; },
            [](const AddSession &c) -> Change { return RemoveSession{c.session}; },
            [](const RemoveSession &c) -> Change { return AddSession{c.session}; },
            [](auto c) -> Change {
                std::swap(c.from, c.to);
                return c;
            },
        },
        change);
}

std::vector<Change> inverse(const std::vector<Change> &changes)
{
    std::vector<Change> inverses;
    inverses.reserve(changes.size());
    std::transform(changes.rbegin(), changes.rend(), std::back_inserter(inverses),
                   [](const Change &change) { return inverse(change); });
    return inverses;
}

InstructionId subject(const Change &change)
{
    return std::visit(
        Overloaded{
            [](const AddInstruction &c) { return c.instruction.id; },
            [](const RemoveInstruction &c) { return c.instruction.id; },
            [](const AddResponse &c) { return c.response.instruction; },
            [](const RemoveResponse &c) { return c.response.instruction; },
            []<class C>(const C &c) {
                if constexpr (requires { c.instruction; })
                    return c.instruction;
                else
                    return InstructionId{0};
            },
        },
        change);
}

const char *changeName(const Change &change)
{
    static constexpr const char *names[] = {
        "add instruction", "remove instruction", "add response",  "remove response", "set verdict", "override",
        "set difficulty",  "rate response",      "set title",     "edit instruction", "edit response", "move",
        "tag",             "note",               "flag",          "change a setting", "add study", "remove study",
        "edit study",      "add session",        "remove session", "vote", "set quality", "label a step"};
    static_assert(std::size(names) == std::variant_size_v<Change>);
    return names[change.index()];
}

} // namespace evol
