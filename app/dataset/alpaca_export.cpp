// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca's own format. No state; any thread.
#include "dataset/alpaca_export.h"

#include <nlohmann/json.hpp>

namespace evol {

Result<std::string> AlpacaExport::row(const DatasetRow &row, std::int64_t index) const
{
    const auto quoted = [](const std::string &text) { return nlohmann::json(text).dump(); };
    try {
        return std::string(index == 0 ? "\n" : ",\n") + "    {\n        \"instruction\": " + quoted(row.instruction)
            + ",\n        \"input\": " + quoted(row.input) + ",\n        \"output\": " + quoted(row.output)
            + "\n    }";
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorKind::Corrupt, "Instruction " + std::to_string(row.id) + " or its response is not valid UTF-8.");
    }
}

} // namespace evol
