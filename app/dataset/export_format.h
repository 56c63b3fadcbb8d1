// SPDX-License-Identifier: GPL-3.0-or-later
// One way to write a dataset: what stands before, for each row, and after. The texts go to the device in
// dataset_export.cpp, which alone deals with failures of writing.
// A new format is a file pair of its own and a line in export_formats.cpp. No state; any thread.
#pragma once

#include "domain/instruction.h"
#include "domain/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace evol {

/// One instruction with the response to train on.
struct DatasetRow {
    InstructionId id = 0;
    std::string instruction;
    std::string input;
    std::string output;

    bool operator==(const DatasetRow &) const = default;
};

class ExportFormat
{
public:
    virtual ~ExportFormat() = default;

    /// What scripts call it, e.g. "alpaca". Never change one.
    virtual std::string_view key() const = 0;
    /// What people read, e.g. "Alpaca (JSON)".
    virtual std::string_view title() const = 0;
    /// With its dot, e.g. ".json".
    virtual std::string_view fileSuffix() const = 0;

    virtual std::string begin() const { return {}; }
    /// Row number `index`, from 0; an error where a text cannot be written, e.g. for invalid UTF-8.
    virtual Result<std::string> row(const DatasetRow &row, std::int64_t index) const = 0;
    /// After all `count` rows.
    virtual std::string end(std::int64_t /*count*/) const { return {}; }
};

} // namespace evol
