// SPDX-License-Identifier: GPL-3.0-or-later
// Where the full-text search finds words. A run of letters and digits of a script that has spaces is one word,
// without case and accents. Chinese, Japanese, Korean, Thai and the like are cut into pairs of neighbouring
// characters, so that any two of them are found inside a longer run. Any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace evol {

enum class Tokenizing {
    Text,
    Query, ///< leaves out the last character of a run, which a text has for searches of one character
};

/// `begin` to `end` are bytes of the UTF-8 text it was made of.
struct SearchToken {
    std::string word;
    std::size_t begin = 0, end = 0;
    bool colocated = false; ///< stands where the token before it stands

    bool operator==(const SearchToken &) const = default;
};

/// Calls `take` for each token in order, until it returns something else than 0, which is returned.
int eachSearchToken(std::string_view text, Tokenizing purpose, const std::function<int(const SearchToken &)> &take);

std::vector<SearchToken> searchTokens(std::string_view text, Tokenizing purpose);

/// True where it ends in a character that stands alone in its run: only the beginning of a pair can find it.
bool endsInLoneCharacter(std::string_view query);

/// Makes the tokenizer known to a connection, as "evol_bigram". An SQLite status.
int addBigramTokenizer(sqlite3 *database);

} // namespace evol
