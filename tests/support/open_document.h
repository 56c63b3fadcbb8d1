// SPDX-License-Identifier: GPL-3.0-or-later
// A temporary project opened as a document, for tests of what works on documents. Lives on the test's thread.
#pragma once

#include "editing/document.h"
#include "tests/support/temporary_project.h"

namespace evol::test {

inline std::unique_ptr<Document> openDocument(const TemporaryProject &project, const std::string &person = "Ada",
                                              std::shared_ptr<Clock> clock = std::make_shared<SetClock>())
{
    return must(Document::make(project.path(), project.open(), project.openReadOnly(), std::move(clock), person));
}

inline std::unique_ptr<Document> openDocumentReadOnly(const TemporaryProject &project)
{
    return must(Document::make(project.path(), nullptr, project.openReadOnly(), std::make_shared<SetClock>(), "Ada"));
}

} // namespace evol::test
