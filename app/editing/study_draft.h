// SPDX-License-Identifier: GPL-3.0-or-later
// A study before it is made: which instructions, whose answers, matched by the instructions' text, and what did not match.
// Any thread, with a reader of its own.
#pragma once

#include "domain/project_store.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace evol {

/// A file of contenders' outputs, in any import format with responses.
struct OutputFile {
    std::string path;
    std::string contender; ///< whose they are; empty: as the file says, which may name several
};

struct StudyRequest {
    std::string uid; ///< new and unique
    std::string name;
    /// Which instructions: these; else those of the file; else all of the project that are kept; else, where there is
    /// none, those of the outputs.
    std::vector<InstructionId> instructions;
    std::string instructionFile;
    std::int64_t most = 0; ///< so many of those answered at most, gold ones first, then by the seed; 0: all
    std::vector<std::string> contenders; ///< sources of responses in the project
    std::vector<OutputFile> outputs;
    StudyDesign design;
    std::vector<std::string> masked;
    std::string goldFile; ///< JSON Lines: {"instruction" or "id", "best": contender or "scores": {contender: number}}
    std::shared_ptr<std::atomic<bool>> cancelled; ///< may be null
};

/// How far a contender's answers cover the instructions.
struct Coverage {
    std::string contender;
    std::int64_t answers = 0; ///< to instructions of the study
    std::int64_t missing = 0; ///< instructions without an answer of theirs
    std::int64_t unmatched = 0; ///< answers to no instruction of the study
    std::int64_t masked = 0;    ///< phrases that raters will not see
    std::vector<std::string> examples; ///< beginnings of instructions that were not matched, a few
};

struct StudyDraft {
    Study study;
    std::int64_t instructions = 0; ///< asked for
    std::int64_t leftOut = 0;      ///< for want of answers
    std::int64_t items = 0;        ///< of the study: the rest, or as many of it as were drawn
    std::vector<Coverage> coverage; ///< in order of contender
};

/// Items are the instructions to which every contender has an answer. Errors: no contenders or too few for a comparison,
/// nothing that all of them answered, a file that cannot be read, gold that names what is not there.
Result<StudyDraft> draftStudy(ProjectReader &reader, const StudyRequest &request);

} // namespace evol
