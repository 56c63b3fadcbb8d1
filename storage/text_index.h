// SPDX-License-Identifier: GPL-3.0-or-later
// The full-text index's upkeep: it goes through the trail of changes from where it stopped. One thread at a time.
#pragma once

#include "domain/project_store.h"
#include "storage/connection.h"

namespace evol {

/// Throws SQLite::Exception, as below.
SearchProgress indexProgress(Connection &connection);

/// The texts of at most `changes` further changes, fewer where they are long. To be run in a transaction.
Result<SearchProgress> indexNextTexts(Connection &connection, int changes);

} // namespace evol
