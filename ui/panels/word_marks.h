// SPDX-License-Identifier: GPL-3.0-or-later
// Where the words of a full-text query stand in a text, the way the search reads them: whatever the case and accents,
// the last word as a beginning, words in quotes side by side, Chinese, Japanese and Korean wherever. GUI thread.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace evol {

struct WordMark {
    int start = 0, length = 0;
    bool operator==(const WordMark &) const = default;
};

/// A query taken apart once, for many texts.
class QueryWords
{
public:
    QueryWords() = default;
    explicit QueryWords(const QString &query);

    bool isEmpty() const { return m_parts.empty(); }
    /// In order, not overlapping.
    std::vector<WordMark> marksIn(const QString &text) const;

private:
    struct Part {
        QString text; ///< folded
        bool isBeginning;
    };
    std::vector<Part> m_parts;
};

/// What of a text a line has room for: from its beginning, or from shortly before the first mark where that is further
/// in; white space becomes one space. marks move along.
QString excerpt(const QString &text, const QueryWords &words, int length, std::vector<WordMark> &marks);

} // namespace evol
