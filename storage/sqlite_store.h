// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a project file: the audit trail and the tables projected from it, the exchanges and the runs.
// One connection; used by one thread at a time.
#pragma once

#include "storage/sqlite_reader.h"

#include <memory>

class QLockFile;

namespace evol {

class SqliteStore : public ProjectStore
{
public:
    SqliteStore(std::string path, std::unique_ptr<Connection> connection, std::unique_ptr<QLockFile> lock);
    ~SqliteStore() override;

    ProjectReader &reader() override { return m_reader; }
    Result<std::unique_ptr<ProjectReader>> openReader() const override;
    Result<> transaction(const std::function<Result<>()> &work) override;
    Result<std::vector<Change>> append(Action &action, std::vector<Change> changes, std::int64_t time) override;
    Result<std::vector<Change>> undo(const std::string &by, std::int64_t time) override;
    Result<std::vector<Change>> redo(const std::string &by, std::int64_t time) override;
    Result<InstructionId> takeInstructionIds(int count) override;
    Result<ResponseId> takeResponseIds(int count) override;
    Result<ExchangeId> saveExchange(const Exchange &exchange) override;
    Result<> saveRun(Run &run, Action action, std::int64_t time) override;
    Result<> addRunItems(const std::vector<RunItem> &items) override;
    Result<> setItemState(const RunItem &item) override;
    Result<> addBatch(Batch &batch, const std::vector<std::string> &keys) override;
    Result<> setBatchRemote(BatchId batch, const std::string &remote) override;
    Result<> releaseBatched(const std::vector<std::string> &keys) override;
    Result<SearchProgress> indexTexts(int changes) override;

private:
    void addAction(Action &action, ActionKind kind, ActionId target, std::int64_t time);
    Result<> loadAction(Action &action);
    Result<std::vector<Change>> write(const Action &action, std::vector<Change> changes, std::int64_t time);
    Result<std::vector<Change>> step(const Action &action, ActionKind kind, ActionId target, std::int64_t time);
    Result<std::vector<Change>> writeStep(const Action &action, ActionKind kind, ActionId target,
                                          std::vector<Change> changes, std::int64_t time);
    void giveIds(std::vector<Change> &changes);
    std::int64_t takeIds(const std::string &property, int count);

    Query query(const char *sql) { return Query(m_reader.connection().statement(sql)); }

    std::string m_path;
    std::unique_ptr<QLockFile> m_lock; ///< outlives the connection
    SqliteReader m_reader;
    int m_depth = 0; ///< of nested transactions
};

} // namespace evol
