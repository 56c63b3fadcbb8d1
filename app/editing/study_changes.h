// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to studies of a project: making one, giving raters their comparisons, sending a session out and taking its
// votes back. Called on the document's thread, as is `done`; what takes long happens on the writer's.
#pragma once

#include "editing/document.h"
#include "editing/study_draft.h"
#include "preference/assignment.h"
#include "preference/blinded_pack.h"

#include <functional>
#include <string>

namespace evol {

struct MadeStudy {
    StudyId id = 0;
    StudyDraft draft; ///< without its items' texts
    Assignment assignment; ///< without its comparisons; of the raters that were named
};

/// A new study, and sessions for its raters where some are named. One action, one step of undo.
void makeStudy(Document &document, StudyRequest request, AssignmentRequest assignment, std::function<void(Result<MadeStudy>)> done);

/// Sessions for raters of a study that is there; what others have already is theirs.
void assignRaters(Document &document, StudyId study, AssignmentRequest request, std::function<void(Result<Assignment>)> done);

/// Fills `into`, an empty project, with the blinded session; `time` in milliseconds since 1970.
Result<> writePack(ProjectReader &from, SessionId session, ProjectStore &into, std::int64_t time);

/// Where a project belongs that is a pack; empty: it is none.
Result<std::optional<PackOrigin>> packOrigin(ProjectReader &reader);

struct MergedPack {
    StudyId study = 0;
    SessionId session = 0;
    std::string rater;
    std::int64_t taken = 0;     ///< votes that were new or newer
    std::int64_t unchanged = 0; ///< votes that were there already
};

/// Takes the votes of a pack into the session it was made of. `pack` is read on the writer's thread. ErrorKind::Refused,
/// with the reason, where it does not belong or was altered; then nothing is changed.
void mergePack(Document &document, std::shared_ptr<ProjectReader> pack, std::function<void(Result<MergedPack>)> done);

} // namespace evol
