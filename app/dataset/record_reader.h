// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a file into records without looking into them, one at a time, so that memory is bounded by the
// longest record. A reader is used by one thread.
#pragma once

#include "domain/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace evol {

/// Longer records are skipped over and refused.
constexpr std::size_t maximumRecordSize = std::size_t{64} << 20;

struct RawRecord {
    std::int64_t line = 0; ///< on which it begins, from 1
    std::string bytes;
    std::string problem; ///< a sentence, where the record could not be cut out; then `bytes` means nothing
};

class RecordReader
{
public:
    virtual ~RecordReader() = default;

    /// The next record, none at the end of the file; an error where the file cannot be read.
    virtual Result<std::optional<RawRecord>> next() = 0;
};

} // namespace evol
