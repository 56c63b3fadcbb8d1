// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a project file. One connection; used by one thread at a time.
#pragma once

#include "domain/project_store.h"
#include "storage/connection.h"
#include "storage/study_reading.h"

namespace evol {

class SqliteReader : public ProjectReader
{
public:
    SqliteReader(std::string path, std::unique_ptr<Connection> connection);
    ~SqliteReader() override;

    Result<std::string> title() override;
    Result<Pool> pool() override;
    Result<Instruction> instruction(InstructionId id) override;
    Result<std::vector<Response>> responses(InstructionId id) override;
    Result<std::optional<Verdict>> verdict(InstructionId id) override;
    Result<std::optional<Override>> override(InstructionId id) override;
    Result<std::optional<Rating>> rating(ResponseId id) override;
    Result<std::optional<Quality>> quality(InstructionId id) override;
    Result<std::map<int, StepMark>> stepMarks(ResponseId id) override;
    Result<> eachInstruction(const std::function<bool(const Instruction &)> &visit) override;
    Result<> eachResponse(const std::function<bool(const Response &)> &visit) override;
    Result<std::vector<std::pair<std::string, std::int64_t>>> responseSources() override;
    Result<std::vector<InstructionId>> find(const std::string &text) override;
    Result<std::vector<SearchHit>> search(const std::string &query, int limit) override;
    Result<SearchProgress> searchProgress() override;
    Result<std::string> note(InstructionId id) override;
    Result<std::vector<std::string>> tags(InstructionId id) override;
    Result<std::vector<std::pair<std::string, std::string>>> settings(const std::string &prefix) override;
    Result<std::vector<HistoryEntry>> history(const HistoryFilter &filter) override;
    Result<std::vector<ActionEntry>> actions(int limit) override;
    Result<std::vector<ActionEntry>> actions(const HistoryFilter &filter) override;
    Result<UndoState> undoState() override;
    SqliteStudyReader &studies() override { return m_studies; }
    Result<std::vector<Exchange>> exchanges(InstructionId id) override;
    Result<std::optional<Exchange>> findExchange(const std::string &key) override;
    Result<std::int64_t> exchangeCount() override;
    Result<> eachExchangeKey(const std::function<void(std::string_view key)> &visit) override;
    Result<std::vector<Batch>> batches() override;
    Result<std::vector<std::string>> batchedKeys(BatchId batch) override;
    Result<std::optional<Run>> lastRun() override;
    Result<std::vector<RunItem>> runItems(RunId run) override;
    Result<std::vector<RunItem>> unfinishedItems(RunId run) override;
    Result<std::vector<std::string>> check() override;

    /// All changes of an action, in order.
    Result<std::vector<Change>> changesOf(ActionId action);
    Connection &connection() { return *m_connection; }

private:
    Result<std::string> textBody(std::int64_t id);
    Query query(const char *sql) { return Query(m_connection->statement(sql)); }

    std::string m_path;
    std::unique_ptr<Connection> m_connection;
    SqliteStudyReader m_studies;
};

} // namespace evol
