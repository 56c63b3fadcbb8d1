// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as values. Every call that can fail across layers returns a Result; exceptions of libraries
// stop in the file that calls the library.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace evol {

enum class ErrorKind {
    InvalidInput, ///< what the caller gave cannot be used
    NotFound,     ///< no such instruction, file, model, …
    Refused,      ///< understood, but not allowed in the present state
    Io,           ///< the disk or the operating system failed
    NotOurs,      ///< a file that is not an Evol Studio project
    NewerVersion, ///< a project made by a newer version of the program
    Corrupt,      ///< a damaged project
    ReadOnly,     ///< the project cannot be written
    Busy,         ///< another program has the project open
    Network,      ///< no connection, a broken one, or a server that says no
    TimedOut,     ///< no answer in time
    Cancelled,    ///< stopped on request
    BadReply,     ///< a server answered something that cannot be read
    LimitReached, ///< a limit on requests or money stopped the work
    Deferred,     ///< answered another time: the request stands in a batch file
};

/// A message says what failed, on what, and what to do; one sentence or two, no trailing newline.
struct Error {
    ErrorKind kind = ErrorKind::InvalidInput;
    std::string message;
};

template <class T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message)
{
    return tl::unexpected<Error>(Error{kind, std::move(message)});
}

} // namespace evol
