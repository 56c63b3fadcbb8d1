// SPDX-License-Identifier: GPL-3.0-or-later
// What the program needs from the place a project is kept. A reader or a store is used by one thread at a
// time; readers on other threads see what has been committed.
#pragma once

#include "domain/batch.h"
#include "domain/change.h"
#include "domain/exchange.h"
#include "domain/pool.h"
#include "domain/result.h"
#include "domain/run.h"
#include "domain/study_reader.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// Stored: never renumber.
enum class ActionKind : int { Do = 0, Undo = 1, Redo = 2 };

/// One row of a project's list of actions.
struct ActionEntry {
    Action action;
    ActionKind kind = ActionKind::Do;
    ActionId target = 0; ///< the action undone or redone
    bool undone = false;
    std::int64_t time = 0;
    std::int64_t changes = 0;
};

/// How far changes of one kind, or of one instruction, are counted.
constexpr std::int64_t mostCounted = 10'000;

struct HistoryFilter {
    InstructionId instruction = 0; ///< 0: of the whole project
    std::int64_t before = 0;       ///< only entries with a smaller number; 0: from the newest
    int limit = 1000;
    std::string by;                ///< only this person's, or the engine's; empty: everybody's
    ActionId action = 0;           ///< 0: of all
    std::optional<std::size_t> kind = {}; ///< index of the alternative in Change; empty: all
};

/// Where a full-text search found its words. Not stored.
enum class FoundIn { Instruction, Response, Note };

struct SearchHit {
    InstructionId instruction = 0;
    FoundIn place = FoundIn::Instruction;
    ResponseId response = 0; ///< Response only

    bool operator==(const SearchHit &) const = default;
};

/// How much of the texts the search knows yet.
struct SearchProgress {
    std::int64_t indexed = 0, total = 0; ///< changes of the trail looked through; of all
};

/// What undo and redo would do now; empty labels: nothing.
struct UndoState {
    std::string undoLabel, redoLabel;
    ActionId undoAction = 0, redoAction = 0;
};

class ProjectReader
{
public:
    virtual ~ProjectReader() = default;

    virtual Result<std::string> title() = 0;
    virtual Result<Pool> pool() = 0;
    virtual Result<Instruction> instruction(InstructionId id) = 0;
    virtual Result<std::vector<Response>> responses(InstructionId id) = 0; ///< in order of id
    virtual Result<std::optional<Verdict>> verdict(InstructionId id) = 0;
    virtual Result<std::optional<Override>> override(InstructionId id) = 0;
    virtual Result<std::optional<Rating>> rating(ResponseId id) = 0;
    virtual Result<std::optional<Quality>> quality(InstructionId id) = 0;
    virtual Result<std::map<int, StepMark>> stepMarks(ResponseId id) = 0; ///< by number of the step, from 0
    /// Calls `visit` for every instruction in order of id, until it returns false.
    virtual Result<> eachInstruction(const std::function<bool(const Instruction &)> &visit) = 0;
    /// Calls `visit` for every response in order of instruction and id, until it returns false.
    virtual Result<> eachResponse(const std::function<bool(const Response &)> &visit) = 0;
    /// The sources of responses and how many instructions each answered, in order of name.
    virtual Result<std::vector<std::pair<std::string, std::int64_t>>> responseSources() = 0;
    /// Ids, in order, whose text, context or a response contains `text` (ASCII letters in any case).
    virtual Result<std::vector<InstructionId>> find(const std::string &text) = 0;
    /// Full text: every word of the query must be in the text, the last one as a beginning from three letters on,
    /// whatever the case and accents; words in quotes side by side; Chinese, Japanese and Korean wherever they stand.
    /// At most `limit`, in order of text, whole words before beginnings; in what is indexed so far.
    virtual Result<std::vector<SearchHit>> search(const std::string &query, int limit) = 0;
    virtual Result<SearchProgress> searchProgress() = 0;
    virtual Result<std::string> note(InstructionId id) = 0; ///< empty: none
    virtual Result<std::vector<std::string>> tags(InstructionId id) = 0; ///< in order
    /// The project's settings whose keys begin with `prefix`, in order of key; values are JSON.
    virtual Result<std::vector<std::pair<std::string, std::string>>> settings(const std::string &prefix) = 0;
    /// Newest first.
    virtual Result<std::vector<HistoryEntry>> history(const HistoryFilter &filter) = 0;
    virtual Result<std::vector<ActionEntry>> actions(int limit) = 0; ///< newest first
    /// Those with changes that the filter lets through, newest first, and how many such changes each has, counted no
    /// further than mostCounted where only some of the changes count; `before` and `limit` are about actions.
    virtual Result<std::vector<ActionEntry>> actions(const HistoryFilter &filter) = 0;
    virtual Result<UndoState> undoState() = 0;
    virtual StudyReader &studies() = 0;
    virtual Result<std::vector<Exchange>> exchanges(InstructionId id) = 0;
    virtual Result<std::optional<Exchange>> findExchange(const std::string &key) = 0;
    virtual Result<std::int64_t> exchangeCount() = 0;
    virtual Result<> eachExchangeKey(const std::function<void(std::string_view key)> &visit) = 0; ///< in any order
    virtual Result<std::vector<Batch>> batches() = 0; ///< in order of id
    /// Keys of the exchanges that stand in batch files and are not in the project yet; `batch` 0: of all.
    virtual Result<std::vector<std::string>> batchedKeys(BatchId batch) = 0;
    virtual Result<std::optional<Run>> lastRun() = 0; ///< the newest whose action is in effect
    virtual Result<std::vector<RunItem>> runItems(RunId run) = 0; ///< in order of instruction
    virtual Result<std::vector<RunItem>> unfinishedItems(RunId run) = 0; ///< whose result is not in the project
    /// Everything that is wrong with the project, a sentence each; empty: sound.
    virtual Result<std::vector<std::string>> check() = 0;
};

class ProjectStore
{
public:
    virtual ~ProjectStore() = default;

    /// Reads what this store has written, also inside a transaction; on the store's thread.
    virtual ProjectReader &reader() = 0;
    /// A reader for another thread.
    virtual Result<std::unique_ptr<ProjectReader>> openReader() const = 0;

    /// Runs `work` in a transaction, or in a savepoint of the one that runs; an error takes back all of it.
    virtual Result<> transaction(const std::function<Result<>()> &work) = 0;

    /// Writes the changes as part of `action` (a new one if its id is 0; else only the id counts) and returns them
    /// with their `from` filled in. An instruction or response with id 0 gets the next id; a response or
    /// difficulty that names instruction 0 is about the instruction added before it; studies and sessions likewise.
    virtual Result<std::vector<Change>> append(Action &action, std::vector<Change> changes, std::int64_t time) = 0;
    /// Takes back the newest action in effect, or does again the one undone last. Returns the changes written.
    virtual Result<std::vector<Change>> undo(const std::string &by, std::int64_t time) = 0;
    virtual Result<std::vector<Change>> redo(const std::string &by, std::int64_t time) = 0;

    /// The first of `count` ids that nothing has or will have; never reused, not even after undo.
    virtual Result<InstructionId> takeInstructionIds(int count) = 0;
    virtual Result<ResponseId> takeResponseIds(int count) = 0;

    /// Gives the exchange an id. One with the same key already there wins: its id is returned.
    virtual Result<ExchangeId> saveExchange(const Exchange &exchange) = 0;
    /// Inserts a run (id 0: a new one, whose action is made too) or updates its progress.
    virtual Result<> saveRun(Run &run, Action action, std::int64_t time) = 0;
    virtual Result<> addRunItems(const std::vector<RunItem> &items) = 0;
    virtual Result<> setItemState(const RunItem &item) = 0; ///< its failure, and whether it is done
    /// Gives the batch an id, and remembers that the exchanges of these keys stand in it.
    virtual Result<> addBatch(Batch &batch, const std::vector<std::string> &keys) = 0;
    virtual Result<> setBatchRemote(BatchId batch, const std::string &remote) = 0;
    /// Forgets that these exchanges stand in any batch, so that they are asked for again.
    virtual Result<> releaseBatched(const std::vector<std::string> &keys) = 0;
    /// Makes the next texts, of at most `changes` changes of the trail, known to the search; a step of some
    /// milliseconds. Returns what is left.
    virtual Result<SearchProgress> indexTexts(int changes) = 0;
};

} // namespace evol
