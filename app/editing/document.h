// SPDX-License-Identifier: GPL-3.0-or-later
// An open project and the only way to change it: a change is written to the store, then applied to the pool,
// then announced. If the store fails, nothing happened. Lives on the thread that made it (the window's, or the
// terminal program's); submit() alone may be called from any thread.
#pragma once

#include "domain/clock.h"
#include "domain/project_store.h"
#include "editing/project_writer.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace evol {

class Document : public QObject
{
    Q_OBJECT
public:
    /// Called once, after the pool has taken the changes in; on the document's thread.
    using Done = std::function<void(const Result<> &)>;

    /// `store` null: read-only. Fails where the project cannot be read.
    static Result<std::unique_ptr<Document>> make(std::string path, std::unique_ptr<ProjectStore> store,
                                                  std::unique_ptr<ProjectReader> reader, std::shared_ptr<Clock> clock,
                                                  std::string person);
    ~Document() override;

    const std::string &path() const { return m_path; }
    bool isReadOnly() const { return !m_writer; }
    const Pool &pool() const { return m_pool; }
    /// Reads what is committed; for the document's thread.
    ProjectReader &reader() { return *m_reader; }
    const Clock &clock() const { return *m_clock; }
    const std::string &person() const { return m_person; } ///< whose changes these are

    /// One action of the person, one step of undo. Fails at once where the project is read-only.
    void apply(const std::string &label, std::vector<Change> changes, Done done = {});
    /// The same with changes that take long to find: `find` is called on the writer's thread.
    using Find = std::function<Result<std::vector<Change>>(ProjectReader &)>;
    void applyFound(const std::string &label, Find find, Done done = {});
    void undo(Done done = {});
    void redo(Done done = {});
    const UndoState &undoState() const { return m_undoState; }
    /// While a run writes under this action, undo refuses to take it back. 0: none.
    void setActiveAction(ActionId action) { m_activeAction = action; }

    /// For the engine: writes `changes` as part of an action that exists. `done` is called on the writer's
    /// thread, after the pool has been handed the changes.
    void submit(ActionId action, std::vector<Change> changes, ProjectWriter::Done done);
    /// For the engine's journal. Null where read-only.
    ProjectWriter *writer() { return m_writer.get(); }
    /// A second reader, for another thread.
    Result<std::unique_ptr<ProjectReader>> openReader() const;

    /// Makes texts known to the full-text search whenever there is nothing else to write, until all are.
    void startIndexing();

    /// Waits until all that was asked for is on disk and in the pool, and announced.
    void waitUntilWritten();

Q_SIGNALS:
    void changed(const std::vector<evol::Change> &changes);
    void undoStateChanged();
    void writeFailed(const evol::Error &error);
    void searchProgressed(const evol::SearchProgress &progress); ///< a few times a second at most, and at the end

private:
    Document(std::string path, std::unique_ptr<ProjectReader> reader, Pool pool, std::shared_ptr<Clock> clock,
             std::string person);
    using Write = std::function<Result<std::vector<Change>>(ProjectStore &)>;
    void post(Write write, std::int64_t time, Done done);
    void hand(ActionId action, std::vector<Change> changes, std::int64_t time); ///< any thread; action 0: a new one
    void takeIn();
    void refreshUndoState();

    std::string m_path;
    std::string m_person;
    std::shared_ptr<Clock> m_clock;
    std::unique_ptr<ProjectReader> m_reader;
    Pool m_pool;
    UndoState m_undoState;
    ActionId m_activeAction = 0;
    std::mutex m_arrivedMutex;
    struct Arrived {
        ActionId action = 0;
        std::vector<Change> changes;
        std::int64_t time = 0;
    };
    std::vector<Arrived> m_arrived; ///< committed, not yet in the pool
    std::function<Result<std::unique_ptr<ProjectReader>>()> m_openReader;
    std::unique_ptr<ProjectWriter> m_writer; ///< last: its thread uses the members above
};

} // namespace evol
