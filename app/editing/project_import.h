// SPDX-License-Identifier: GPL-3.0-or-later
// Brings a file's rows into a document: as seeds, as a contender's responses to instructions that are there, or as the
// votes of a study.
// The file is read on the writer's thread; the call and `done` are on the document's.
#pragma once

#include "dataset/dataset_import.h"
#include "editing/document.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace evol {

enum class ImportAs { Seeds, Responses, Votes };

struct ImportRequest {
    std::string path;
    std::string format; ///< key of an import format; empty: guessed
    ImportAs as = ImportAs::Seeds;
    std::string contender; ///< ImportAs::Responses: whose they are; empty: as the file says
    /// Bytes read and the file's size, on the writer's thread. May be empty.
    std::function<void(std::int64_t read, std::int64_t size)> progress;
    std::shared_ptr<std::atomic<bool>> cancelled; ///< may be null
};

struct ImportOutcome {
    ImportReport report; ///< rows whose instruction is not in the project count as refused
    std::int64_t responses = 0;
    std::vector<std::string> uids; ///< of the file's studies
    std::vector<StudyId> studies; ///< ImportAs::Votes: those made of the file, now or before
};

/// All of the file or nothing: one action, one step of undo.
void importInto(Document &document, ImportRequest request, std::function<void(Result<ImportOutcome>)> done);

} // namespace evol
