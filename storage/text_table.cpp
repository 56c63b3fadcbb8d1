// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/text_table.h"

#include "domain/sha256.h"

#include <QtEndian>

namespace evol {

namespace {

bool readHashes(Connection &connection, KeyFilter &filter)
{
    Query all(connection.statement("SELECT prefix FROM text"));
    while (all.next()) {
        const qint64 prefix = qToBigEndian<qint64>(all.integer(0));
        filter.add({reinterpret_cast<const char *>(&prefix), sizeof prefix});
    }
    return true;
}

TextReference placeOf(Connection &connection, const std::string &body)
{
    const std::string bytes = sha256(body), hex = hexOf(bytes);
    const std::int64_t prefix = qFromBigEndian<qint64>(bytes.data());
    KeyFilter &stored = connection.recentTexts().stored();
    if (stored.mayHave(bytes, [&](KeyFilter &filter) { return readHashes(connection, filter); })) {
        Query known(connection.statement("SELECT id FROM text WHERE prefix = ? AND sha256 = CAST(? AS BLOB)"));
        if (known.bind(prefix, bytes).next())
            return {known.integer(0), hex};
    }
    Query(connection.statement("INSERT INTO text (prefix, sha256, body) VALUES (?, CAST(? AS BLOB), ?)"))
        .bind(prefix, bytes, body)
        .run();
    stored.add(bytes);
    return {connection.lastInsertId(), hex};
}

} // namespace

TextReference storeText(Connection &connection, const std::string &body)
{
    if (body.empty())
        return {};
    if (const TextReference *known = connection.recentTexts().find(body))
        return *known;
    TextReference place = placeOf(connection, body);
    connection.recentTexts().remember(body, place);
    return place;
}

} // namespace evol
