// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a text is in, as far as the built-in rules need to know. Pure functions, any thread.
#pragma once

#include <string_view>

namespace evol::builtin {

enum class Language { English, Chinese, Japanese, Other };

/// Kana make Japanese, Han without kana Chinese, Latin text with English words English.
Language detectLanguage(std::string_view text);

/// True for well-formed UTF-8 without control characters other than tab and line ends.
bool isCleanText(std::string_view text);

/// Reads one code point at `position` and moves past it; bytes that are not UTF-8 come back as U+FFFD.
char32_t nextCodePoint(std::string_view text, std::size_t& position);
bool isHan(char32_t c);
bool isKana(char32_t c);

} // namespace evol::builtin
