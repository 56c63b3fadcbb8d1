// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all import formats. Any thread.
#pragma once

#include "dataset/import_format.h"

#include <vector>

namespace evol {

/// All of them, the more particular before the more general; they live as long as the program.
const std::vector<const ImportFormat *> &importFormats();

/// The format with this key; an error that names all keys where there is none.
Result<const ImportFormat *> importFormat(std::string_view key);

/// "alpaca, seed_tasks, …", for messages.
std::string importFormatKeys();

} // namespace evol
