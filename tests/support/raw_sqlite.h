// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite on a project file behind the program's back: what another program, or somebody who tampers, would do.
// One thread at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

namespace evol::test {

inline void rawExecute(const std::string &path, const std::string &sql)
{
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    database.exec(sql);
}

inline std::int64_t rawInteger(const std::string &path, const std::string &sql)
{
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    return database.execAndGet(sql).getInt64();
}

} // namespace evol::test
