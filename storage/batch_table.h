// SPDX-License-Identifier: GPL-3.0-or-later
// Batches and the keys of their requests. One thread at a time.
#pragma once

#include "domain/batch.h"
#include "storage/connection.h"

#include <vector>

namespace evol {

std::vector<Batch> allBatches(Connection &connection);
/// Of exchanges that are not there yet; `batch` 0: of all batches.
std::vector<std::string> openBatchKeys(Connection &connection, BatchId batch);
BatchId storeBatch(Connection &connection, const Batch &batch, const std::vector<std::string> &keys);
void storeBatchRemote(Connection &connection, BatchId batch, const std::string &remote);
void dropBatchKeys(Connection &connection, const std::vector<std::string> &keys);

} // namespace evol
