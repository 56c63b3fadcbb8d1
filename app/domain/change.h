// SPDX-License-Identifier: GPL-3.0-or-later
// A change of a project is a value, and each knows its inverse: undo appends the inverse, redo the change again.
// Values only; any thread.
#pragma once

#include "domain/study.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace evol {

struct AddInstruction {
    Instruction instruction;
};

/// Only an instruction on which nothing hangs can be removed: no child, response, verdict, override, difficulty,
/// tag, note or flag.
/// Here and in RemoveResponse a caller gives the id; the store fills in the rest.
struct RemoveInstruction {
    Instruction instruction;
};

struct AddResponse {
    Response response;
};

struct RemoveResponse {
    Response response;
};

/// In the changes below `from` is filled in by the store, which alone knows the value replaced at the
/// moment of writing; what a caller puts there is ignored. An empty optional: none.
struct SetVerdict {
    InstructionId instruction = 0;
    std::optional<Verdict> from;
    std::optional<Verdict> to;
};

struct SetOverride {
    InstructionId instruction = 0;
    std::optional<Override> from;
    std::optional<Override> to;
};

struct SetDifficulty {
    InstructionId instruction = 0;
    std::optional<int> from; ///< 1 to 10
    std::optional<int> to;
};

struct RateResponse {
    ResponseId response = 0;
    InstructionId instruction = 0;
    std::optional<Rating> from;
    std::optional<Rating> to;
};

struct SetTitle {
    std::string from;
    std::string to;
};

/// A new version; the old one stays in the trail.
struct EditInstruction {
    InstructionId instruction = 0;
    Wording from;
    Wording to;
};

struct EditResponse {
    ResponseId response = 0;
    InstructionId instruction = 0; ///< filled in by the store
    Wording from;
    Wording to;
};

/// Under another parent; 0 makes it a root. Epoch and operator stay: they say how it was made. Refused where `to`
/// is the instruction itself or descends from it.
struct MoveInstruction {
    InstructionId instruction = 0;
    InstructionId from = 0;
    InstructionId to = 0;
};

struct SetTag {
    InstructionId instruction = 0;
    std::string tag; ///< not empty
    bool from = false;
    bool to = false;
};

struct SetNote {
    InstructionId instruction = 0;
    std::string from; ///< empty: none
    std::string to;
};

struct SetFlag {
    InstructionId instruction = 0;
    bool from = false;
    bool to = false;
};

/// A setting of the project, e.g. "thresholds" or "filter:Too easy"; the value is JSON. An empty optional: none.
struct SetSetting {
    std::string key;
    std::optional<std::string> from;
    std::optional<std::string> to;
};

/// Each score from 1 to 5.
struct SetQuality {
    InstructionId instruction = 0;
    std::optional<Quality> from;
    std::optional<Quality> to;
};

/// Of one of solutionSteps() of the response.
struct LabelStep {
    ResponseId response = 0;
    InstructionId instruction = 0; ///< filled in by the store
    int step = 0;                  ///< from 0
    std::optional<StepMark> from;
    std::optional<StepMark> to;
};

/// With its items. A caller gives no id; the store gives the next.
struct AddStudy {
    Study study;
};

/// Only a study without sessions can be removed. A caller gives the id; the store fills in the rest.
struct RemoveStudy {
    Study study;
};

struct EditStudy {
    StudyId study = 0;
    StudySettings from;
    StudySettings to;
};

/// With its comparisons, and with votes where they are there already. Study 0: the one added before it.
struct AddSession {
    Session session;
};

/// A caller gives the id; the store fills in the rest.
struct RemoveSession {
    Session session;
};

/// An empty `to` takes the vote back. Refused where the study is closed.
struct CastVote {
    StudyId study = 0; ///< filled in by the store
    SessionId session = 0;
    int comparison = 0; ///< from 0
    std::optional<Vote> from;
    std::optional<Vote> to;
};

/// Stored by index: append only, never reorder.
using Change = std::variant<AddInstruction, RemoveInstruction, AddResponse, RemoveResponse, SetVerdict, SetOverride,
                            SetDifficulty, RateResponse, SetTitle, EditInstruction, EditResponse, MoveInstruction,
                            SetTag, SetNote, SetFlag, SetSetting, AddStudy, RemoveStudy, EditStudy, AddSession,
                            RemoveSession, CastVote, SetQuality, LabelStep>;

/// The change that takes `change` back. `change` must have its `from` filled in.
Change inverse(const Change &change);

/// The inverses of `changes`, last first.
std::vector<Change> inverse(const std::vector<Change> &changes);

/// The instruction a change is about; 0 where it is about the project.
InstructionId subject(const Change &change);

/// One word or two for a history list, e.g. "add instruction". English; a key for translation.
const char *changeName(const Change &change);

using ActionId = std::int64_t;

/// One step of undo: all changes that one command of a person, or one run of the engine, made.
struct Action {
    ActionId id = 0;
    std::string label; ///< e.g. "Evolve, 2 epochs"
    std::string by;    ///< person or "engine"
};

/// One row of the audit trail.
struct HistoryEntry {
    std::int64_t number = 0; ///< 1, 2, … in order of writing
    ActionId action = 0;
    std::string label;
    std::string by;
    std::int64_t time = 0; ///< milliseconds since 1970, UTC
    Change change;
};

} // namespace evol
