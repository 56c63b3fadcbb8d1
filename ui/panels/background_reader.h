// SPDX-License-Identifier: GPL-3.0-or-later
// A reader for work in the background. Made on the GUI thread, copied into the jobs; one job at a time uses it.
#pragma once

#include "editing/document.h"

#include <memory>
#include <string>

namespace evol {

class BackgroundReader
{
public:
    BackgroundReader() = default;
    explicit BackgroundReader(Document &document);

    /// On the job's thread.
    Result<ProjectReader *> get();

private:
    struct Held {
        std::string path; ///< of a project that is open read-only, and opened once more when it is first read here
        Result<std::unique_ptr<ProjectReader>> reader;
    };
    std::shared_ptr<Held> m_held;
};

} // namespace evol
