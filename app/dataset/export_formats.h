// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all export formats. Any thread.
#pragma once

#include "dataset/export_format.h"

#include <vector>

namespace evol {

/// All of them, in the order in which people see them; they live as long as the program.
const std::vector<const ExportFormat *> &exportFormats();

/// The format with this key ("jsonl" stands for "alpaca_jsonl"); an error that names all keys where there is none.
Result<const ExportFormat *> exportFormat(std::string_view key);

} // namespace evol
