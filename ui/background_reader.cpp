// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "ui/background_reader.h"

#include "storage/project_file.h"

namespace evol {

BackgroundReader::BackgroundReader(const Document &document) : m_held(std::make_shared<Held>())
{
    m_held->path = document.path();
}

Result<ProjectReader *> BackgroundReader::get()
{
    if (!m_held)
        return fail(ErrorKind::Io, "No project is open.");
    if (!m_held->reader) {
        auto opened = openProjectReadOnly(m_held->path);
        if (!opened)
            return tl::unexpected<Error>(opened.error());
        m_held->reader = std::move(*opened);
    }
    return m_held->reader.get();
}

} // namespace evol
