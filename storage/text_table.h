// SPDX-License-Identifier: GPL-3.0-or-later
// The table of texts: each is stored once, under its hash. One thread at a time.
#pragma once

#include "storage/change_codec.h"
#include "storage/connection.h"

namespace evol {

/// The text's place, where it is now if it was not there before.
TextReference storeText(Connection &connection, const std::string &body);

} // namespace evol
