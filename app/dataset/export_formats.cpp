// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all export formats. Any thread.
#include "dataset/export_formats.h"

#include "dataset/alpaca_export.h"
#include "dataset/alpaca_jsonl_export.h"
#include "domain/keyed.h"

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
    if (const ExportFormat *format = withKey(exportFormats(), key == "jsonl" ? "alpaca_jsonl" : key))
        return format;
    return fail(ErrorKind::NotFound,
                "There is no export format \"" + std::string(key) + "\"; choose one of " + keysOf(exportFormats()) + ".");
}

} // namespace evol
