// SPDX-License-Identifier: GPL-3.0-or-later
// Children of one parent have ids near each other, so nearly every parent is read once. See the header for the
// thread.
#include "evolution/judged_instructions.h"

#include "evolution/item_evolution.h"

#include <string>
#include <unordered_map>

namespace evol {
namespace {

constexpr std::int64_t progressStep = 256;

/// The texts of the parents looked up last.
class ParentTexts
{
public:
    explicit ParentTexts(ProjectReader &reader) : m_reader(reader) {}

    Result<const std::string *> text(InstructionId id)
    {
        if (const auto known = m_texts.find(id); known != m_texts.end())
            return &known->second;
        const auto parent = id == 0 ? Result<Instruction>(Instruction()) : m_reader.instruction(id);
        if (!parent)
            return tl::unexpected<Error>(parent.error());
        if (m_bytes > mostBytes) {
            m_texts.clear();
            m_bytes = 0;
        }
        const std::string &text = m_texts[id] = fullText(*parent);
        m_bytes += text.size() + sizeof(text);
        return &text;
    }

private:
    static constexpr std::size_t mostBytes = 8u << 20;

    ProjectReader &m_reader;
    std::unordered_map<InstructionId, std::string> m_texts;
    std::size_t m_bytes = 0;
};

using Visit = std::function<void(InstructionId, const Verdict &, const Evolved &)>;

Result<> visitOne(ProjectReader &reader, ParentTexts &parents, const Instruction &instruction, const Visit &visit)
{
    const auto verdict = reader.verdict(instruction.id);
    if (!verdict)
        return tl::unexpected<Error>(verdict.error());
    if (!verdict->has_value())
        return {};
    const auto parent = parents.text(instruction.parent);
    if (!parent)
        return tl::unexpected<Error>(parent.error());
    const auto responses = reader.responses(instruction.id);
    if (!responses)
        return tl::unexpected<Error>(responses.error());
    const std::string *response = responses->empty() ? nullptr : &responses->front().text;
    visit(instruction.id, **verdict, {**parent, instruction.text, response, {}});
    return {};
}

} // namespace

Result<> eachJudged(ProjectReader &reader, const ScanWatch &watch, const Visit &visit)
{
    ParentTexts parents(reader);
    Result<> outcome;
    std::int64_t seen = 0;
    const auto read = reader.eachInstruction([&](const Instruction &instruction) {
        outcome = watch.stop.stop_requested() ? fail(ErrorKind::Cancelled, "Looking through the instructions was cancelled.")
                                              : visitOne(reader, parents, instruction, visit);
        if (outcome && ++seen % progressStep == 0 && watch.progress)
            watch.progress(seen);
        return outcome.has_value();
    });
    if (!read)
        return read;
    if (outcome && watch.progress)
        watch.progress(seen);
    return outcome;
}

} // namespace evol
