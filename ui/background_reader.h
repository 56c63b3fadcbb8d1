// SPDX-License-Identifier: GPL-3.0-or-later
// A reader of the open project for work in the background. Made on the GUI thread, copied into the jobs; one job at a
// time uses it, and the first one opens it.
#pragma once

#include "editing/document.h"

#include <memory>
#include <string>

namespace evol {

class BackgroundReader
{
public:
    BackgroundReader() = default;
    explicit BackgroundReader(const Document &document);

    /// On the job's thread.
    Result<ProjectReader *> get();

private:
    struct Held {
        std::string path;
        std::unique_ptr<ProjectReader> reader; ///< null: not opened yet
    };
    std::shared_ptr<Held> m_held;
};

} // namespace evol
