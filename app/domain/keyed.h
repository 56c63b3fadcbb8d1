// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of things that people choose by a key: formats of files to read and to write. Any thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// The first one whose `key()` is `key`; nullptr where there is none.
template <class T> const T *withKey(const std::vector<const T *> &all, std::string_view key)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T *each) { return each->key() == key; });
    return found == all.end() ? nullptr : *found;
}

/// All keys in the order of the list: "alpaca, alpaca_jsonl".
template <class T> std::string keysOf(const std::vector<const T *> &all)
{
    std::string keys;
    for (const T *each : all)
        keys += (keys.empty() ? "" : ", ") + std::string(each->key());
    return keys;
}

} // namespace evol
