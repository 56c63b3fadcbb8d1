// SPDX-License-Identifier: GPL-3.0-or-later
// Writes requests into batch files, a series for each model: no file exceeds what an endpoint takes, and none is there
// under its name before it is whole. One thread at a time.
#pragma once

#include "models/batch/batch_file.h"

#include <QSaveFile>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace evol {

struct WrittenBatch {
    std::string path;
    std::vector<std::string> keys;
};

class BatchWriter
{
public:
    /// `stem`: path of the files without their number and ".jsonl"; numbers follow on `number`.
    explicit BatchWriter(std::string stem, int number = 0, std::int64_t mostRequests = mostBatchRequests,
                         std::int64_t mostBytes = mostBatchBytes)
        : m_stem(std::move(stem)), m_mostRequests(mostRequests), m_mostBytes(mostBytes), m_number(number)
    {
    }

    void add(const std::string &key, const std::string &line);
    /// Puts each file in its place once `remember` has taken it in: what a file nobody remembers asks for would be
    /// asked for again. ErrorKind::Io, also for an earlier add() that failed; then no file is new.
    Result<std::vector<WrittenBatch>> finish(const std::function<Result<>(const WrittenBatch &)> &remember);

private:
    struct Open {
        std::unique_ptr<QSaveFile> file;
        WrittenBatch batch;
        std::int64_t bytes = 0;
    };
    bool openNext();

    std::string m_stem;
    std::int64_t m_mostRequests, m_mostBytes;
    int m_number;
    std::vector<Open> m_open; ///< the last one takes lines
    std::string m_failure;    ///< empty: none
};

} // namespace evol
