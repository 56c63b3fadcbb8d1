// SPDX-License-Identifier: GPL-3.0-or-later
// The hash by which texts, exchanges and changes are known. By OpenSSL, which uses the processor's own instructions: a
// run hashes some kilobytes for every request. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace evol {

/// SHA-256 (FIPS 180-4), 32 bytes.
std::string sha256(std::string_view bytes);
/// `bytes` as small hexadecimal digits.
std::string hexOf(std::string_view bytes);

} // namespace evol
