// SPDX-License-Identifier: GPL-3.0-or-later
// How commands open a project, and wait for what a document does later. The main thread.
#pragma once

#include "domain/project_store.h"
#include "editing/document.h"

#include <functional>
#include <memory>
#include <string>

namespace evol {

/// The person behind this program: $USER, or the account's name.
std::string currentPerson();

/// For commands that only look.
Result<std::unique_ptr<ProjectReader>> openForReading(const std::string &path);

struct ReadProject {
    std::unique_ptr<ProjectReader> reader;
    Pool pool;
};

/// The same, with the skeleton in memory.
Result<ReadProject> readProject(const std::string &path);

/// For commands that change. `by` empty: currentPerson().
Result<std::unique_ptr<Document>> openForWriting(const std::string &path, const std::string &by = {});

/// Runs events until `start`'s callback has been called.
Result<> waitFor(const std::function<void(Document::Done)> &start);

/// The whole of a text file; "-" is standard input.
Result<std::string> readText(const std::string &path);

/// A key of a filter or option matched against a list; the error names the choices.
Result<std::string> oneOf(const std::string &value, const std::string &what, const std::vector<std::string> &choices);

} // namespace evol
