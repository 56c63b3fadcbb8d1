// SPDX-License-Identifier: GPL-3.0-or-later
// What the projected tables should hold, by the changes, and what they do hold; a line of text for each row.
// One thread at a time.
#pragma once

#include "domain/change.h"
#include "storage/connection.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// Rows of one projected table by their key.
template <class Key>
using Rows = std::map<Key, std::string>;

struct ProjectedRows {
    Rows<std::int64_t> instructions, responses, verdicts, overrides, ratings, difficulties, notes, flags;
    Rows<std::pair<std::int64_t, std::string>> tags;
    Rows<std::string> settings;
    Rows<std::int64_t> studies, sessions, qualities;
    Rows<std::pair<std::int64_t, std::int64_t>> stepMarks;
    Rows<std::pair<std::int64_t, std::int64_t>> items, comparisons; ///< items and answers; comparisons and votes
    std::optional<std::string> title;
};

/// Takes the changes in, in order, and tells what comes of them. Texts stand for themselves by their number:
/// decodePayload() is to be given a reader that returns it.
class Replay
{
public:
    void apply(const Change &change, std::int64_t time);
    ProjectedRows rows() const;

private:
    struct Added {
        Instruction instruction;
        std::int64_t time = 0;
    };
    friend struct ReplayVisitor;
    std::map<InstructionId, Added> m_instructions;
    std::map<ResponseId, Response> m_responses;
    std::map<StudyId, Study> m_studies; ///< without items
    std::map<SessionId, std::vector<Comparison>> m_comparisons;
    ProjectedRows m_others;
};

ProjectedRows storedRows(Connection &connection);

/// What is wrong with the stored rows, a sentence each.
std::vector<std::string> compare(const ProjectedRows &expected, const ProjectedRows &stored);

} // namespace evol
