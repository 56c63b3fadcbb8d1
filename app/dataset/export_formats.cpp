// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all export formats. Any thread.
#include "dataset/export_formats.h"

#include "dataset/alpaca_export.h"
#include "dataset/alpaca_jsonl_export.h"

#include <algorithm>

namespace evol {

const std::vector<const ExportFormat *> &exportFormats()
{
    static const AlpacaExport alpaca;
    static const AlpacaJsonlExport alpacaJsonl;
    static const std::vector<const ExportFormat *> all{&alpaca, &alpacaJsonl};
    return all;
}

Result<const ExportFormat *> exportFormat(std::string_view key)
{
    const auto &all = exportFormats();
    const std::string_view wanted = key == "jsonl" ? "alpaca_jsonl" : key;
    const auto found = std::find_if(all.begin(), all.end(), [&](const ExportFormat *f) { return f->key() == wanted; });
    if (found != all.end())
        return *found;
    std::string keys;
    for (const ExportFormat *format : all)
        keys += (keys.empty() ? "" : ", ") + std::string(format->key());
    return fail(ErrorKind::NotFound,
                "There is no export format \"" + std::string(key) + "\"; choose one of " + keys + ".");
}

} // namespace evol
