// SPDX-License-Identifier: GPL-3.0-or-later
// A project on disk: making, recognising, locking, upgrading and opening a *.evol file.
// The functions may be called on any thread; what they return is used by one thread at a time.
#pragma once

#include "domain/clock.h"
#include "domain/project_store.h"

#include <functional>
#include <memory>
#include <string>

namespace evol {

/// Makes the file and its tables. Refuses where something is there already; never overwrites.
Result<> createProject(const std::string &path, const std::string &title, const Clock &clock);

/// The same, filled by `fill` with the store still to itself. Where that fails nothing remains, and its error is returned.
Result<> createProject(const std::string &path, const std::string &title, const Clock &clock,
                       const std::function<Result<>(ProjectStore &)> &fill);

/// Opens for reading and writing, upgrading an older file first. Errors: NotFound, NotOurs, NewerVersion,
/// Corrupt, ReadOnly, Busy (another program has it), Io; in each of them nothing is written.
Result<std::unique_ptr<ProjectStore>> openProject(const std::string &path);

/// Opens for reading only, also while another program writes. Errors as above but ReadOnly and Busy.
Result<std::unique_ptr<ProjectReader>> openProjectReadOnly(const std::string &path);

} // namespace evol
