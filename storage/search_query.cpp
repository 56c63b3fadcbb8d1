// SPDX-License-Identifier: GPL-3.0-or-later
// Every part goes into quotes, so nothing that is typed can be taken for an operator. Any thread.
#include "storage/search_query.h"

#include "storage/bigram_tokenizer.h"

#include <QString>

#include <vector>

namespace evol {

namespace {

/// One letter or two begin too many words to be of use, and gathering them takes long.
bool canBegin(const std::string &word)
{
    return QString::fromStdString(word).size() > 2;
}

/// More than anybody types; an expression must not grow without bounds.
constexpr std::size_t mostParts = 32;

struct Part {
    QString text;
    bool isClosed = false; ///< in quotes, and they are closed
};

std::vector<Part> partsOf(const QString &query)
{
    std::vector<Part> parts;
    Part part;
    bool inQuotes = false;
    const auto end = [&](bool closed) {
        part.isClosed = closed;
        if (!part.text.isEmpty())
            parts.push_back(part);
        part = {};
    };
    for (const QChar c : query) {
        if (c == QLatin1Char('"')) {
            end(inQuotes);
            inQuotes = !inQuotes;
        } else if (c.isSpace() && !inQuotes) {
            end(false);
        } else if (!c.isNull()) {
            part.text += c;
        }
    }
    end(false);
    return parts;
}

} // namespace

SearchExpression searchExpression(const std::string &query)
{
    SearchExpression expression;
    std::string tail; // of the last part: what makes it a beginning
    std::size_t count = 0;
    for (const Part &part : partsOf(QString::fromStdString(query))) {
        const std::string text = part.text.toStdString();
        const std::vector<SearchToken> tokens = searchTokens(text, Tokenizing::Query);
        if (tokens.empty() || ++count > mostParts)
            continue;
        if (!expression.words.empty()) {
            // A lone character can only be found as the beginning of a pair, wherever it stands in the query.
            expression.words += tail == "* " ? "* AND " : " AND ";
        }
        expression.words += '"' + text + '"';
        tail = endsInLoneCharacter(text) ? "* " : part.isClosed || !canBegin(tokens.back().word) ? "" : "*";
    }
    expression.beginning = expression.words;
    if (!expression.words.empty() && !tail.empty())
        expression.beginning += '*';
    return expression;
}

} // namespace evol
