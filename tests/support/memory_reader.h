// SPDX-License-Identifier: GPL-3.0-or-later
// A project in memory that can only be read: instructions, responses and verdicts, put there by the test. It counts
// what it is asked and can fail.
#pragma once

#include "domain/project_store.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace evol::test {

/// A project without studies.
class NoStudies : public StudyReader
{
public:
    Result<std::vector<StudySummary>> studies() override { return std::vector<StudySummary>(); }
    Result<Study> study(StudyId) override { return absent(); }
    Result<StudyItem> studyItem(StudyId, int) override { return absent(); }
    Result<std::vector<SessionSummary>> sessions(StudyId) override { return absent(); }
    Result<Session> session(SessionId) override { return absent(); }
    Result<> eachVote(StudyId, const std::function<void(const VoteRow &)> &) override { return absent(); }

private:
    static tl::unexpected<Error> absent() { return fail(ErrorKind::NotFound, "There is no study."); }
};

class MemoryReader : public ProjectReader
{
public:
    InstructionId add(InstructionId parent, const std::string &text, const std::string &context = {})
    {
        Instruction instruction;
        instruction.id = static_cast<InstructionId>(m_instructions.size()) + 1;
        instruction.parent = parent;
        instruction.operatorKey = parent == 0 ? "" : "deepen";
        instruction.text = text;
        instruction.context = context;
        return m_instructions.emplace(instruction.id, instruction).first->first;
    }
    void respond(InstructionId id, const std::string &text)
    {
        Response response;
        response.instruction = id;
        response.text = text;
        m_responses[id].push_back(response);
    }
    void judge(InstructionId id, std::vector<FiredRule> fired, ExchangeId exchange = 0)
    {
        m_verdicts[id] = Verdict{std::move(fired), exchange};
    }
    void move(InstructionId id, InstructionId parent) { m_instructions.at(id).parent = parent; }

    Result<Instruction> instruction(InstructionId id) override
    {
        ++instructionReads;
        const auto found = m_instructions.find(id);
        return found == m_instructions.end() ? Result<Instruction>(fail(ErrorKind::NotFound, "There is no such instruction."))
                                             : found->second;
    }
    Result<std::vector<Response>> responses(InstructionId id) override
    {
        if (failsResponses)
            return fail(ErrorKind::Io, "The disk is gone.");
        const auto found = m_responses.find(id);
        return found == m_responses.end() ? std::vector<Response>() : found->second;
    }
    Result<std::optional<Verdict>> verdict(InstructionId id) override
    {
        const auto found = m_verdicts.find(id);
        return found == m_verdicts.end() ? std::nullopt : std::optional(found->second);
    }
    Result<> eachInstruction(const std::function<bool(const Instruction &)> &visit) override
    {
        for (const auto &[id, instruction] : m_instructions) {
            if (!visit(instruction))
                break;
        }
        return {};
    }

    Result<> eachResponse(const std::function<bool(const Response &)> &) override { return absent(); }
    Result<std::vector<std::pair<std::string, std::int64_t>>> responseSources() override { return absent(); }
    Result<std::string> title() override { return absent(); }
    Result<Pool> pool() override { return absent(); }
    Result<std::optional<Override>> override(InstructionId) override { return absent(); }
    Result<std::optional<Rating>> rating(ResponseId) override { return absent(); }
    Result<std::optional<Quality>> quality(InstructionId) override { return absent(); }
    Result<std::map<int, StepMark>> stepMarks(ResponseId) override { return absent(); }
    Result<std::vector<InstructionId>> find(const std::string &) override { return absent(); }
    Result<std::vector<SearchHit>> search(const std::string &, int) override { return absent(); }
    Result<SearchProgress> searchProgress() override { return absent(); }
    Result<std::string> note(InstructionId) override { return absent(); }
    Result<std::vector<std::string>> tags(InstructionId) override { return absent(); }
    Result<std::vector<std::pair<std::string, std::string>>> settings(const std::string &) override { return absent(); }
    Result<std::vector<HistoryEntry>> history(const HistoryFilter &) override { return absent(); }
    Result<std::vector<ActionEntry>> actions(int) override { return absent(); }
    Result<std::vector<ActionEntry>> actions(const HistoryFilter &) override { return absent(); }
    Result<UndoState> undoState() override { return absent(); }
    StudyReader &studies() override { return m_studies; }
    Result<std::vector<Exchange>> exchanges(InstructionId) override { return absent(); }
    Result<std::optional<Exchange>> findExchange(const std::string &) override { return absent(); }
    Result<> eachExchangeKey(const std::function<void(std::string_view key)> &) override { return {}; }
    Result<std::int64_t> exchangeCount() override { return absent(); }
    Result<std::vector<Batch>> batches() override { return absent(); }
    Result<std::vector<std::string>> batchedKeys(BatchId) override { return absent(); }
    Result<std::optional<Run>> lastRun() override { return absent(); }
    Result<std::vector<RunItem>> runItems(RunId) override { return absent(); }
    Result<std::vector<RunItem>> unfinishedItems(RunId) override { return absent(); }
    Result<std::vector<std::string>> check() override { return absent(); }

    int instructionReads = 0; ///< one at a time
    bool failsResponses = false;

private:
    static tl::unexpected<Error> absent() { return fail(ErrorKind::NotFound, "The project in memory keeps no such thing."); }

    std::map<InstructionId, Instruction> m_instructions;
    std::map<InstructionId, std::vector<Response>> m_responses;
    std::map<InstructionId, Verdict> m_verdicts;
    NoStudies m_studies;
};

} // namespace evol::test
