// SPDX-License-Identifier: GPL-3.0-or-later
// Where a command's words go: results to stdout, progress, warnings and errors to stderr; JSON when asked for.
// The main thread.
#pragma once

#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>

namespace evol {

class Console
{
public:
    bool json = false; ///< --json: stdout is JSON and nothing else

    bool isTerminal() const; ///< stdout is one
    int columns() const;     ///< of the terminal

    void print(const std::string &text);           ///< to stdout, as it is
    void line(const std::string &text);            ///< to stdout, with a newline
    void document(const nlohmann::ordered_json &); ///< to stdout, indented
    void record(const nlohmann::ordered_json &);   ///< to stdout, one line of JSON Lines
    void note(const std::string &text);            ///< to stderr, with a newline
    /// One line that overwrites itself, on a terminal only.
    void progress(const std::string &text);
    void endProgress();
    /// One line on stderr; returns the exit status of a failure.
    int fail(const Error &error);

private:
    bool m_progressShown = false;
};

/// "1 instruction", "3 instructions".
std::string counted(std::int64_t count, const char *noun);

/// Text as it can stand on one line of a terminal: line breaks as spaces, control characters dropped.
std::string oneLine(const std::string &text);

/// Local time, "2025-03-01 14:05:09".
std::string shownTime(std::int64_t milliseconds);

} // namespace evol
