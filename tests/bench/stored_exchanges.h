// SPDX-License-Identifier: GPL-3.0-or-later
// Three ways to put exchanges into a new project: ours in bulk, a prepared statement of SQLite itself in bulk, and ours
// one by one as replies come. All keep `synchronous = FULL`. The folder must be on a real disk. Each function makes the
// file anew, and ends the program with a sentence if something fails. One at a time.
#pragma once

#include "domain/exchange.h"

#include <string>
#include <vector>

namespace evol::bench {

/// So many exchanges of an evolution: rewrite, judgement and answer in turn, each rewrite the parent of the next, so that
/// as many texts come again as in a run.
std::vector<Exchange> madeUpExchanges(int count);

struct Stored {
    double seconds = 0;
    double processorSeconds = 0;   ///< of the whole program
    std::vector<int> groups;       ///< how many exchanges each transaction held
    std::vector<double> latencies; ///< in milliseconds, sorted; only of storing one by one
};

/// Through ProjectWriter, as a run does it, with so many of them on their way at most.
Stored storeInBulk(const std::string &path, const std::vector<Exchange> &exchanges, int onTheirWay);

/// Into a table of all columns of an exchange, prompt and reply whole, with the same keys and index, in transactions of
/// the given sizes and with the database settings of a project.
Stored insertRaw(const std::string &path, const std::vector<Exchange> &exchanges, const std::vector<int> &groups);

/// Through ProjectWriter, `rate` of them a second at even intervals.
Stored storeAsTheyCome(const std::string &path, const std::vector<Exchange> &exchanges, double rate);

} // namespace evol::bench
