// SPDX-License-Identifier: GPL-3.0-or-later
// One SQLite connection with its cached statements, and the place where SQLite's exceptions become Errors.
// Used by one thread at a time.
#pragma once

#include "domain/result.h"
#include "storage/recent_texts.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <string>
#include <unordered_map>

struct sqlite3;

namespace evol {

enum class Access {
    ReadOnly,
    QueryOnly, ///< writes nothing either, but as the last to leave clears the journal away, as ReadOnly cannot
    ReadWrite,
};

/// A cached statement for the length of a scope; reset when the scope ends.
class Query
{
public:
    explicit Query(SQLite::Statement &statement) : m_statement(statement) {}
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    /// Binds all parameters in order. Strings must outlive the query.
    template <class... Values>
    Query &bind(const Values &...values)
    {
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }
    bool next() { return m_statement.executeStep(); }
    void run() { m_statement.exec(); }

    std::int64_t integer(int column) const { return at(column).getInt64(); }
    double real(int column) const { return at(column).getDouble(); }
    int small(int column) const { return at(column).getInt(); }
    bool isNull(int column) const { return at(column).isNull(); }
    std::string text(int column) const;
    std::string_view view(int column) const; ///< until the next step

private:
    void bindOne(int index, const std::string &value) { m_statement.bindNoCopy(index, value); }
    void bindOne(int index, int value) { m_statement.bind(index, value); }
    void bindOne(int index, std::int64_t value) { m_statement.bind(index, value); }
    void bindOne(int index, double value) { m_statement.bind(index, value); }
    void bindOne(int index, std::nullptr_t) { m_statement.bind(index); }
    struct Blob;

    /// Kept over the rows: to make one counts up and down what the statement is shared by, at the price of reading it.
    const SQLite::Column &at(int column) const
    {
        while (m_columns.size() <= static_cast<std::size_t>(column))
            m_columns.push_back(m_statement.getColumn(static_cast<int>(m_columns.size())));
        return m_columns[static_cast<std::size_t>(column)];
    }

    SQLite::Statement &m_statement;
    mutable std::vector<SQLite::Column> m_columns;
};

class Connection
{
public:
    /// `file` is a path, or an SQLite URI. Throws SQLite::Exception.
    Connection(const std::string &file, Access access);

    SQLite::Statement &statement(const char *sql);
    void execute(const char *sql) { m_database.exec(sql); }
    /// Makes temporary tables, which a connection that is not to write may have.
    void executeAside(const char *sql);
    RecentTexts &recentTexts() { return m_recentTexts; }
    sqlite3 *handle() const { return m_database.getHandle(); }
    int changes() const { return m_database.getChanges(); } ///< rows that the last statement changed
    std::int64_t lastInsertId() const { return m_database.getLastInsertRowid(); }

private:
    Access m_access;
    SQLite::Database m_database;
    RecentTexts m_recentTexts;
    std::unordered_map<const char *, std::unique_ptr<SQLite::Statement>> m_statements; ///< by literal
};

/// What an SQLite failure means for the project `file`.
Error storeError(const SQLite::Exception &exception, const std::string &file);

/// Runs `work` and turns an SQLite exception into an Error.
template <class Work>
auto guarded(const std::string &file, Work &&work) -> decltype(work())
{
    try {
        return work();
    } catch (const SQLite::Exception &exception) {
        return tl::unexpected<Error>(storeError(exception, file));
    }
}

} // namespace evol
