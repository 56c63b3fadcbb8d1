// SPDX-License-Identifier: GPL-3.0-or-later
// Statement cache and error sentences. One thread at a time.
#include "storage/connection.h"

#include "storage/bigram_tokenizer.h"

#include <sqlite3.h>

namespace evol {

Query::~Query()
{
    m_statement.tryReset();
    m_statement.clearBindings();
}

std::string Query::text(int column) const
{
    return std::string(view(column));
}

std::string_view Query::view(int column) const
{
    const SQLite::Column &value = at(column);
    const auto *bytes = static_cast<const char *>(value.getBlob());
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(value.getBytes())) : std::string_view();
}

Connection::Connection(const std::string &file, Access access)
    // Without SQLite's own lock, which one thread at a time does not need and each column read would take.
    : m_access(access),
      m_database(file,
                 (access == Access::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | SQLite::OPEN_URI |
                     SQLite::OPEN_NOMUTEX,
                 5000)
{
    if (const int status = addBigramTokenizer(m_database.getHandle()); status != SQLITE_OK)
        throw SQLite::Exception(m_database.getHandle(), status);
    m_database.exec("PRAGMA foreign_keys = ON");
    // A power cut may cost the last commit otherwise; the writer groups commits, so the price is small.
    m_database.exec("PRAGMA synchronous = FULL");
    if (access == Access::QueryOnly)
        m_database.exec("PRAGMA query_only = ON");
}

void Connection::executeAside(const char *sql)
{
    m_database.exec("PRAGMA query_only = OFF");
    m_database.exec(sql);
    if (m_access == Access::QueryOnly)
        m_database.exec("PRAGMA query_only = ON");
}

SQLite::Statement &Connection::statement(const char *sql)
{
    auto &cached = m_statements[sql];
    if (!cached)
        cached = std::make_unique<SQLite::Statement>(m_database, sql);
    return *cached;
}

Error storeError(const SQLite::Exception &exception, const std::string &file)
{
    const std::string detail = std::string(" (SQLite: ") + exception.what() + ")";
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_FULL:
        return {ErrorKind::Io, "The disk is full: " + file + " could not be written and is as it was. Make room and try again."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Busy, file + " is in use by another program. Close it there and try again."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorKind::Corrupt, file + " is damaged and cannot be read. Restore it from a backup" + detail + "."};
    case SQLITE_READONLY:
        return {ErrorKind::ReadOnly, file + " cannot be written. Make it writable, or work on a copy."};
    case SQLITE_CONSTRAINT:
        return {ErrorKind::Refused, "The change does not fit " + file + " as it is now; nothing was changed" + detail + "."};
    default:
        return {ErrorKind::Io, file + " could not be read or written" + detail + ". Check the disk and try again."};
    }
}

} // namespace evol
