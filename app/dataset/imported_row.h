// SPDX-License-Identifier: GPL-3.0-or-later
// What an import hands over row by row, and what it says at the end.
// Values only; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace evol {

/// One answer that came with an instruction.
struct ImportedResponse {
    std::string source; ///< model named by the file; empty: the data set's own answer, whoever wrote it
    std::string text;

    bool operator==(const ImportedResponse &) const = default;
};

/// One instruction of a file. Texts are as the file has them, blanks at the ends included; none is
/// invalid UTF-8, none holds U+0000, and the instruction is never blank.
struct ImportedRow {
    std::string instruction;
    std::string context;                     ///< Alpaca's "input"; may be empty
    std::vector<ImportedResponse> responses; ///< none is blank; the data set's own answer comes first
    std::string skill;                       ///< category given by the file, may be empty
    std::optional<int> difficulty;           ///< 1 to 10
    std::int64_t line = 0; ///< line of the file, from 1, on which the record begins; in JSON lists too

    bool operator==(const ImportedRow &) const = default;
};

/// A record that was not taken.
struct RefusedRow {
    std::int64_t line = 0; ///< line of the file, from 1, on which it begins
    std::string reason;    ///< one sentence

    bool operator==(const RefusedRow &) const = default;
};

/// read == accepted + duplicates + refusedCount.
struct ImportReport {
    /// How many refused rows are kept with their reasons; all are counted.
    static constexpr std::size_t maximumRefusedKept = 1000;

    std::string format; ///< key of the format that read the file
    std::int64_t read = 0;
    std::int64_t accepted = 0;
    std::int64_t duplicates = 0;
    std::int64_t refusedCount = 0;
    std::vector<RefusedRow> refused; ///< the first maximumRefusedKept of them
};

} // namespace evol
