// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/change_chain.h"

#include <QCryptographicHash>

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
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const std::string &field) {
        const std::string length = std::to_string(field.size()) + ':';
        hash.addData(QByteArrayView(length.data(), static_cast<qsizetype>(length.size())));
        hash.addData(QByteArrayView(field.data(), static_cast<qsizetype>(field.size())));
    };
    add(previous.hash);
    add(std::to_string(row.number));
    add(std::to_string(row.action));
    add(row.label);
    add(row.by);
    add(std::to_string(row.kind));
    add(std::to_string(row.time));
    add(row.payload);
    return {row.number, hash.result().toStdString()};
}

} // namespace evol
