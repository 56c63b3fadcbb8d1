// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "domain/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

void appendJson(std::string &out, std::string_view text)
{
    using nlohmann::json;
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f && c != '"' && c != '\\'; };
    const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x7f; });
    if (!isAscii) { // what of it is UTF-8 is the library's to say
        out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
        return;
    }
    out += '"';
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), isPlain);
        out.append(at, end);
        at = end;
        if (at == text.end())
            break;
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

} // namespace evol
