// SPDX-License-Identifier: GPL-3.0-or-later
// Result files of batches, read where they are: an index of keys in memory, the replies on disk until they are asked
// for. One thread at a time.
#pragma once

#include "models/batch/batch_file.h"

#include <QFile>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace evol {

struct BatchCounts {
    std::int64_t lines = 0;
    std::int64_t answered = 0;
    std::int64_t failed = 0;
    std::int64_t unsent = 0;
    std::int64_t repeated = 0;              ///< lines about a request that another line answers, too
    std::vector<std::string> unreadable;    ///< a sentence for each line that is none, the first hundred
    std::int64_t unreadableLines = 0;
};

class BatchResults
{
public:
    BatchResults() = default;
    BatchResults(BatchResults &&) = default;
    BatchResults &operator=(BatchResults &&) = default;

    /// Reads all of the files once. Of several lines about one request an answer counts before a failure, and the
    /// first of equals. ErrorKind::NotFound or Io for a file that cannot be read.
    static Result<BatchResults> open(const std::vector<std::string> &files);

    const BatchCounts &counts() const { return m_counts; }
    /// Empty: no line is about this request.
    std::optional<BatchResult> find(const std::string &key);
    /// Of requests that are to be asked again: unsent ones, and such as failed.
    std::vector<std::string> unansweredKeys() const;

private:
    struct Place {
        std::uint32_t file = 0;
        std::uint32_t length = 0;
        std::int64_t offset = 0;
        BatchFate fate = BatchFate::Answered;
    };

    Result<> index(const std::string &path);
    void indexLine(std::string_view line, const std::string &path, Place place);

    std::vector<std::unique_ptr<QFile>> m_files;
    std::unordered_map<std::string, Place> m_places; ///< by key
    BatchCounts m_counts;
};

} // namespace evol
