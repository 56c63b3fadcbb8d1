// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

namespace evol {

namespace {

using nlohmann::json;

enum class Kind : unsigned char { Plain, Escaped, BeyondAscii };

constexpr std::array<Kind, 256> kinds = [] {
    std::array<Kind, 256> all{};
    for (std::size_t c = 0; c < all.size(); ++c)
        all[c] = c >= 0x7f ? Kind::BeyondAscii : c < 0x20 || c == '"' || c == '\\' ? Kind::Escaped : Kind::Plain;
    return all;
}();

Kind kindOf(char c)
{
    return kinds[static_cast<unsigned char>(c)];
}

} // namespace

void appendJson(std::string &out, std::string_view text)
{
    const std::size_t start = out.size();
    out += '"';
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if(at, text.end(), [](char c) { return kindOf(c) != Kind::Plain; });
        out.append(at, end);
        at = end;
        if (at == text.end())
            break;
        if (kindOf(*at) == Kind::BeyondAscii) { // what of it is UTF-8 is the library's to say
            out.resize(start);
            out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
            return;
        }
        if (*at == '\n') {
            out += "\\n";
        } else if (*at == '"' || *at == '\\') {
            out += '\\';
            out += *at;
        } else {
            const std::string escaped = json(std::string(1, *at)).dump();
            out.append(escaped, 1, escaped.size() - 2);
        }
        ++at;
    }
    out += '"';
}

void appendJson(std::string &out, double number)
{
    thread_local std::array<std::pair<double, std::string>, 4> known;
    thread_local std::size_t next = 0;
    for (const auto &[value, text] : known) {
        if (std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(number) && !text.empty()) {
            out += text;
            return;
        }
    }
    auto &entry = known[next++ % known.size()];
    entry = {number, json(number).dump()};
    out += entry.second;
}

} // namespace evol
