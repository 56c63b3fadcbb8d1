// SPDX-License-Identifier: GPL-3.0-or-later
// What is stored of the index depends on every line of this file: a change of the words it finds needs an index made
// anew. Any thread.
#include "storage/bigram_tokenizer.h"

#include <QChar>
#include <QList>
#include <QString>

#include <sqlite3.h>

#include <optional>

namespace evol {

namespace {

/// Of which words, not pairs, can be so long that they are no words.
constexpr std::size_t longestWord = 128;

enum class CharacterKind { Separator, Word, Pair, Ignored };

bool isWithoutSpaces(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
    case QChar::Script_Yi:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_Tibetan:
        return true;
    default:
        // Marks of length and of voicing, which several scripts share.
        return (c >= 0x3031 && c <= 0x3035) || (c >= 0x3099 && c <= 0x309C) || c == 0x30FC || c == 0xFF70 || c == 0xFF9E ||
               c == 0xFF9F;
    }
}

CharacterKind kindOf(char32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? CharacterKind::Word
                                                                                        : CharacterKind::Separator;
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Other_Format)
        return CharacterKind::Ignored;
    const bool isMark = QChar::isMark(c);
    if (!isMark && !QChar::isLetterOrNumber(c) && !(c == 0x309B || c == 0x309C))
        return CharacterKind::Separator;
    if (isWithoutSpaces(c))
        return CharacterKind::Pair;
    if (!isMark)
        return CharacterKind::Word;
    const QChar::Script script = QChar::script(c);
    const bool isAccent = script == QChar::Script_Inherited || script == QChar::Script_Common ||
                          script == QChar::Script_Arabic || script == QChar::Script_Hebrew;
    return isAccent ? CharacterKind::Ignored : CharacterKind::Word;
}

struct Character {
    char32_t code = 0;
    std::size_t begin = 0, end = 0;
};

/// Reads the character at `at`; what is no UTF-8 is one replacement character for each byte.
Character decode(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    if (first < 0x80)
        return {first, at, at + 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size())
        return {0xFFFD, at, at + 1};
    char32_t code = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return {0xFFFD, at, at + 1};
        code = (code << 6) | (byte(at + i) & 0x3Fu);
    }
    return {code, at, at + length};
}

void append(std::string &word, char32_t c)
{
    if (c < 0x80) {
        word += static_cast<char>(c);
    } else if (c < 0x800) {
        word += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
    } else if (c < 0x10000) {
        word += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                 static_cast<char>(0x80 | (c & 0x3F))};
    } else {
        word += {static_cast<char>(0xF0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 0x3F)),
                 static_cast<char>(0x80 | ((c >> 6) & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
    }
}

std::vector<char32_t> normalized(char32_t c, QString::NormalizationForm form)
{
    if (QChar::decompositionTag(c) == QChar::NoDecomposition)
        return {c};
    const auto codes = QString::fromUcs4(&c, 1).normalized(form).toUcs4();
    return {codes.begin(), codes.end()};
}

/// Without case and accents.
void appendFolded(std::string &word, char32_t c)
{
    if (c < 0x80) {
        word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return;
    }
    for (const char32_t part : normalized(c, QString::NormalizationForm_KD)) {
        if (kindOf(part) == CharacterKind::Word)
            append(word, QChar::toCaseFolded(part));
    }
}

/// The one character that two make together, as a kana and its voicing mark do.
std::optional<char32_t> composed(char32_t first, char32_t second)
{
    const bool mayCompose = second == 0x3099 || second == 0x309A || (second >= 0x1160 && second <= 0x11FF);
    if (!mayCompose)
        return {};
    const char32_t both[] = {first, second};
    const auto codes = QString::fromUcs4(both, 2).normalized(QString::NormalizationForm_C).toUcs4();
    return codes.size() == 1 ? std::optional<char32_t>(codes.front()) : std::nullopt;
}

class Walk
{
public:
    Walk(Tokenizing purpose, const std::function<int(const SearchToken &)> &take) : m_purpose(purpose), m_take(take) {}

    int over(std::string_view text)
    {
        for (std::size_t at = 0; at < text.size() && m_status == 0;) {
            const Character c = decode(text, at);
            at = c.end;
            const CharacterKind kind = kindOf(c.code);
            if (kind == CharacterKind::Ignored)
                continue;
            if (kind != CharacterKind::Word)
                endWord();
            if (kind != CharacterKind::Pair)
                endRun();
            if (kind == CharacterKind::Word)
                addToWord(c);
            else if (kind == CharacterKind::Pair)
                addToRun(c);
        }
        endWord();
        endRun();
        return m_status;
    }

private:
    void give(SearchToken token)
    {
        if (m_status == 0 && !token.word.empty())
            m_status = m_take(token);
    }
    void addToWord(const Character &c)
    {
        if (!m_inWord) {
            m_word.begin = c.begin;
            m_inWord = true;
        }
        m_word.end = c.end;
        if (m_word.word.size() < longestWord)
            appendFolded(m_word.word, c.code);
    }
    void endWord()
    {
        if (!m_inWord)
            return;
        give(m_word);
        m_word.word.clear();
        m_inWord = false;
    }
    void addToRun(const Character &c)
    {
        for (const char32_t part : normalized(c.code, QString::NormalizationForm_KC)) {
            if (m_length > 0) {
                if (const auto both = composed(m_last.code, part)) {
                    m_last.code = *both;
                    m_last.end = c.end;
                    continue;
                }
            }
            givePair();
            m_before = m_last;
            m_last = {part, c.begin, c.end};
            ++m_length;
        }
    }
    /// Not before the next character has come: till then a mark may still change the last one.
    void givePair()
    {
        if (m_length < 2)
            return;
        SearchToken pair{{}, m_before.begin, m_last.end, false};
        append(pair.word, m_before.code);
        append(pair.word, m_last.code);
        give(std::move(pair));
    }
    void endRun()
    {
        givePair();
        if (m_length == 1 || (m_length > 1 && m_purpose == Tokenizing::Text)) {
            SearchToken last{{}, m_last.begin, m_last.end, m_length > 1};
            append(last.word, m_last.code);
            give(std::move(last));
        }
        m_length = 0;
    }

    Tokenizing m_purpose;
    const std::function<int(const SearchToken &)> &m_take;
    int m_status = 0;
    SearchToken m_word;
    bool m_inWord = false;
    Character m_before, m_last; ///< of the run
    std::size_t m_length = 0;   ///< of the run
};

int tokenize(Fts5Tokenizer *, void *context, int flags, const char *text, int size,
             int (*take)(void *, int, const char *, int, int, int))
{
    const Tokenizing purpose = flags & FTS5_TOKENIZE_QUERY ? Tokenizing::Query : Tokenizing::Text;
    return eachSearchToken(std::string_view(text, static_cast<std::size_t>(size)), purpose, [&](const SearchToken &token) {
        return take(context, token.colocated ? FTS5_TOKEN_COLOCATED : 0, token.word.data(), static_cast<int>(token.word.size()),
                    static_cast<int>(token.begin), static_cast<int>(token.end));
    });
}

int create(void *, const char **, int, Fts5Tokenizer **tokenizer)
{
    // It has no state, but SQLite takes null for a failure.
    static char nothing;
    *tokenizer = reinterpret_cast<Fts5Tokenizer *>(&nothing);
    return SQLITE_OK;
}

} // namespace

int eachSearchToken(std::string_view text, Tokenizing purpose, const std::function<int(const SearchToken &)> &take)
{
    return Walk(purpose, take).over(text);
}

std::vector<SearchToken> searchTokens(std::string_view text, Tokenizing purpose)
{
    std::vector<SearchToken> tokens;
    eachSearchToken(text, purpose, [&](const SearchToken &token) {
        tokens.push_back(token);
        return 0;
    });
    return tokens;
}

bool endsInLoneCharacter(std::string_view query)
{
    const auto tokens = searchTokens(query, Tokenizing::Query);
    if (tokens.empty())
        return false;
    const std::string &last = tokens.back().word;
    const Character first = decode(last, 0);
    return first.end == last.size() && kindOf(first.code) == CharacterKind::Pair;
}

int addBigramTokenizer(sqlite3 *database)
{
    // https://www.sqlite.org/fts5.html#extending_fts5
    fts5_api *api = nullptr;
    sqlite3_stmt *statement = nullptr;
    int status = sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr);
    if (status == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
        status = sqlite3_finalize(statement);
    }
    if (status != SQLITE_OK || !api)
        return status == SQLITE_OK ? SQLITE_ERROR : status;
    fts5_tokenizer methods{create, [](Fts5Tokenizer *) {}, tokenize};
    return api->xCreateTokenizer(api, "evol_bigram", nullptr, &methods, nullptr);
}

} // namespace evol
