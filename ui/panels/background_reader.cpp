// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the threads.
#include "ui/panels/background_reader.h"

#include "storage/project_file.h"

namespace evol {

BackgroundReader::BackgroundReader(Document &document) : m_held(std::make_shared<Held>())
{
    if (document.isReadOnly())
        m_held->path = document.path();
    else
        m_held->reader = document.openReader();
}

Result<ProjectReader *> BackgroundReader::get()
{
    if (!m_held)
        return fail(ErrorKind::Io, "No project is open.");
    if (!m_held->path.empty() && m_held->reader && !*m_held->reader)
        m_held->reader = openProjectReadOnly(m_held->path);
    if (!m_held->reader)
        return tl::unexpected<Error>(m_held->reader.error());
    return m_held->reader->get();
}

} // namespace evol
