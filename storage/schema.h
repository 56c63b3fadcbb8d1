// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a project file and the migrations that lead to them. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace evol {

/// Bytes 68 to 71 of the file: "EVOL". https://www.sqlite.org/fileformat.html section 1.3
constexpr std::uint32_t applicationId = 0x45564F4C;

/// SQL that leads from version i to version i + 1, each run in one transaction. Append only: files of every
/// version are out there.
const std::vector<std::string> &migrations();

/// SQL that makes a connection show a file of an older version as one of the newest, without writing to the file;
/// empty where there is nothing to do.
std::string shownAsNewest(std::size_t version);

} // namespace evol
