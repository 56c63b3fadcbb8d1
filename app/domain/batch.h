// SPDX-License-Identifier: GPL-3.0-or-later
// Requests of a run that were given out in a file, to be answered elsewhere. Values only; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace evol {

using BatchId = std::int64_t; ///< 1, 2, …; 0 is none

struct Batch {
    BatchId id = 0;
    std::string model;         ///< as exchanges record it
    std::string specification; ///< as the run's settings name it
    std::string file;          ///< the path it was written to
    std::int64_t requests = 0;
    std::int64_t answered = 0; ///< of `requests`: their exchanges are in the project
    std::int64_t time = 0;     ///< when it was written, milliseconds since 1970, UTC
    std::string remote;        ///< its id at the endpoint that works on it; empty: none
};

} // namespace evol
