// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/batch_table.h"

namespace evol {

std::vector<Batch> allBatches(Connection &connection)
{
    Query q(connection.statement(
        "SELECT b.id, b.model, b.specification, b.file, b.requests, b.time, b.remote, b.requests - (SELECT count(*) FROM "
        "batch_request r WHERE r.batch = b.id AND NOT EXISTS (SELECT 1 FROM exchange e WHERE e.key = r.key)) FROM batch b "
        "ORDER BY b.id"));
    std::vector<Batch> batches;
    while (q.next())
        batches.push_back({q.integer(0), q.text(1), q.text(2), q.text(3), q.integer(4), q.integer(7), q.integer(5), q.text(6)});
    return batches;
}

std::vector<std::string> openBatchKeys(Connection &connection, BatchId batch)
{
    Query q(connection.statement("SELECT key FROM batch_request r WHERE ?1 IN (0, batch) AND NOT EXISTS "
                                 "(SELECT 1 FROM exchange e WHERE e.key = r.key)"));
    q.bind(batch);
    std::vector<std::string> keys;
    while (q.next())
        keys.push_back(q.text(0));
    return keys;
}

BatchId storeBatch(Connection &connection, const Batch &b, const std::vector<std::string> &keys)
{
    Query(connection.statement("INSERT INTO batch (model, specification, file, requests, time, remote) VALUES (?, ?, ?, ?, ?, ?)"))
        .bind(b.model, b.specification, b.file, b.requests, b.time, b.remote)
        .run();
    const BatchId id = connection.lastInsertId();
    for (const std::string &key : keys) {
        Query(connection.statement("INSERT OR REPLACE INTO batch_request VALUES (CAST(? AS BLOB), ?)")).bind(key, id).run();
    }
    return id;
}

void storeBatchRemote(Connection &connection, BatchId batch, const std::string &remote)
{
    Query(connection.statement("UPDATE batch SET remote = ? WHERE id = ?")).bind(remote, batch).run();
}

void dropBatchKeys(Connection &connection, const std::vector<std::string> &keys)
{
    for (const std::string &key : keys)
        Query(connection.statement("DELETE FROM batch_request WHERE key = CAST(? AS BLOB)")).bind(key).run();
}

} // namespace evol
