// SPDX-License-Identifier: GPL-3.0-or-later
// A fingerprint by which two instructions are the same: text and context, blanks at the ends aside.
// 16 bytes each, so that a project's 250,000 can be held while a file is read. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace evol {

struct InstructionDigest {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    bool operator==(const InstructionDigest &) const = default;
};

struct InstructionDigestHash {
    std::size_t operator()(const InstructionDigest &digest) const { return static_cast<std::size_t>(digest.low); }
};

using InstructionDigests = std::unordered_set<InstructionDigest, InstructionDigestHash>;

/// The first half of the SHA-256 of both texts, trimmed, with a NUL between them.
InstructionDigest instructionDigest(std::string_view instruction, std::string_view context);

} // namespace evol
