// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/change_chain.h"

#include "domain/sha256.h"

namespace evol {

ChainLink lastLink(Connection &connection)
{
    Query q(connection.statement("SELECT number, hash FROM change ORDER BY number DESC LIMIT 1"));
    if (!q.next())
        return {};
    return {q.integer(0), q.text(1)};
}

ChainLink nextLink(const ChainLink &previous, const ChainedRow &row)
{
    std::string content;
    content.reserve(row.payload.size() + row.label.size() + row.by.size() + 128);
    const auto add = [&content](const std::string &field) {
        content += std::to_string(field.size());
        content += ':';
        content += field;
    };
    add(previous.hash);
    add(std::to_string(row.number));
    add(std::to_string(row.action));
    add(row.label);
    add(row.by);
    add(std::to_string(row.kind));
    add(std::to_string(row.time));
    add(row.payload);
    return {row.number, sha256(content)};
}

} // namespace evol
