// SPDX-License-Identifier: GPL-3.0-or-later
// What contenders are called as long as nobody may know who they are. Any thread.
#pragma once

#include "domain/study.h"

#include <string>
#include <vector>

namespace evol {

enum class Names { Hidden, Shown };

/// "Contender A", "Contender B", …, in an order that the study's seed shuffles. contender: 1, 2, …
std::string contenderAlias(const Study &study, int contender);

/// Of all contenders: [0] is that of contender 1.
std::vector<std::string> contenderNames(const Study &study, Names names);

} // namespace evol
