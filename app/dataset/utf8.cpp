// SPDX-License-Identifier: GPL-3.0-or-later
// The few questions that importing asks of UTF-8 text. Any thread.
#include "dataset/utf8.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace evol {

namespace {

constexpr std::array<std::string_view, 11> blanks{" ",        "\t",           "\n",           "\v",
                                                  "\f",       "\r",           "\xC2\xA0",     "\xC2\x85",
                                                  "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

/// Length of the well-formed character at the start of `rest`; 0 if there is none. Unicode 15, table 3-7.
std::size_t characterLength(std::string_view rest)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < rest.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes)
{
    constexpr std::uint64_t highBits = 0x8080808080808080u;
    for (std::size_t at = 0; at < bytes.size();) {
        // Most text is mostly ASCII, which goes by eight at a time.
        std::uint64_t eight = highBits;
        if (bytes.size() - at >= sizeof eight)
            std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if ((eight & highBits) == 0) {
            at += sizeof eight;
            continue;
        }
        const auto length = characterLength(bytes.substr(at));
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

std::string_view withoutBlanks(std::string_view text)
{
    for (bool cut = true; cut;) {
        cut = false;
        for (const auto blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                cut = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                cut = true;
            }
        }
    }
    return text;
}

std::string shortened(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return std::string(text);
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    return std::string(text.substr(0, bytes)) + "…";
}

} // namespace evol
