// SPDX-License-Identifier: GPL-3.0-or-later
// Alpaca records as JSON Lines. No state; any thread.
#include "dataset/alpaca_jsonl_export.h"

#include <nlohmann/json.hpp>

namespace evol {

Result<std::string> AlpacaJsonlExport::row(const DatasetRow &row, std::int64_t /*index*/) const
{
    const auto quoted = [](const std::string &text) { return nlohmann::json(text).dump(); };
    try {
        return "{\"instruction\": " + quoted(row.instruction) + ", \"input\": " + quoted(row.input)
            + ", \"output\": " + quoted(row.output) + "}\n";
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorKind::Corrupt, "Instruction " + std::to_string(row.id) + " or its response is not valid UTF-8.");
    }
}

} // namespace evol
