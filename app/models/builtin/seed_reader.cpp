// SPDX-License-Identifier: GPL-3.0-or-later
// Reduces a short question to a bare expression, or gives up. Any thread.
#include "models/builtin/seed_reader.h"

#include <array>
#include <string>
#include <utility>

namespace evol::builtin {

namespace {

constexpr std::size_t longestSeed = 600;

/// Full-width forms to ASCII, signs to one notation, capitals to small letters.
std::string simplified(std::string_view text)
{
    std::string result;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        char32_t c = nextCodePoint(text, position);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFEE0;
        if (c == 0x3000 || c == 0xA0 || c == '\n' || c == '\t' || c == '\r')
            c = ' ';
        if (c == 0x2212 || c == 0x2013 || c == 0x2014)
            c = '-';
        if (c == 0xD7 || c == 0x2715 || c == 0x22C5 || c == 0xB7)
            c = '*';
        if (c == 0xF7 || c == 0x2044 || c == 0x2215)
            c = '/';
        if (c >= 'A' && c <= 'Z')
            c += 32;
        if (c < 0x80)
            result.push_back(static_cast<char>(c));
        else
            result += text.substr(start, position - start);
    }
    return result;
}

void trim(std::string_view& text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
}

template <std::size_t Size>
bool stripFront(std::string_view& text, const std::array<std::string_view, Size>& words)
{
    for (const std::string_view word : words)
        if (text.starts_with(word)) {
            text.remove_prefix(word.size());
            trim(text);
            return true;
        }
    return false;
}

template <std::size_t Size>
bool stripBack(std::string_view& text, const std::array<std::string_view, Size>& words)
{
    for (const std::string_view word : words)
        if (text.ends_with(word)) {
            text.remove_suffix(word.size());
            trim(text);
            return true;
        }
    return false;
}

/// Takes away the question around an expression; true where there was one.
bool stripQuestion(std::string_view& text)
{
    static constexpr auto fronts = std::to_array<std::string_view>({"please", "what is", "what's", "what does", "what do you get for",
        "how much is", "how much are", "calculate", "compute", "evaluate", "work out", "simplify", "solve", "find", "determine",
        "tell me", "can you", "the value of", "the result of", "the answer to", "this:", ":", "q:", "question:",
        "请计算", "请问", "计算", "求", "算一下", "：", "次の計算をしてください", "計算してください", "計算せよ", "計算しなさい", "计算一下"});
    static constexpr auto backs = std::to_array<std::string_view>({"?", "=", ".", "!", "_", "equals", "equal to", "equal", "is", "make", "come to", "please",
        "等于多少", "等于几", "是多少", "是几", "得多少", "得几", "等于", "的值", "的结果", "。", "：", "？", "多少", "几", "は", "いくつ",
        "いくら", "何", "なに", "ですか", "でしょうか", "になりますか", "を計算してください", "を計算して", "を計算せよ", "を計算", "の答え",
        "の値", "を求めてください", "を求めよ", "为多少", "吗", "呢", "に"});
    bool found = false;
    trim(text);
    while (stripFront(text, fronts) || stripBack(text, backs))
        found = true;
    return found;
}

/// Operator and number words replaced by signs; what is not known stays and fails to parse.
std::string withSigns(std::string_view text)
{
    static constexpr auto words = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"multiplied by", "*"}, {"divided by", "/"}, {"to the power of", "^"}, {"squared", "^2"}, {"cubed", "^3"}, {"plus", "+"},
        {"minus", "-"}, {"times", "*"}, {"over", "/"}, {"percent of", "/100*"}, {"% of", "/100*"}, {"**", "^"},
        {"²", "^2"}, {"³", "^3"}, {"π", "?"}, {"seventeen", "17"}, {"sixteen", "16"}, {"fourteen", "14"}, {"nineteen", "19"},
        {"eighteen", "18"}, {"fifteen", "15"}, {"thirteen", "13"}, {"twelve", "12"}, {"eleven", "11"}, {"twenty", "20"},
        {"zero", "0"}, {"one", "1"}, {"two", "2"}, {"three", "3"}, {"four", "4"}, {"five", "5"}, {"six", "6"}, {"seven", "7"},
        {"eight", "8"}, {"nine", "9"}, {"ten", "10"}, {"加上", "+"}, {"加", "+"}, {"减去", "-"}, {"减", "-"}, {"乘以", "*"}, {"乘", "*"},
        {"除以", "/"}, {"たす", "+"}, {"足す", "+"}, {"ひく", "-"}, {"引く", "-"}, {"かける", "*"}, {"掛ける", "*"}, {"わる", "/"},
        {"割る", "/"}, {"プラス", "+"}, {"マイナス", "-"}, {"零", "0"}, {"一", "1"}, {"二", "2"}, {"两", "2"}, {"三", "3"}, {"四", "4"},
        {"五", "5"}, {"六", "6"}, {"七", "7"}, {"八", "8"}, {"九", "9"}, {"十", "10"}, {"（", "("}});
    std::string result;
    while (!text.empty()) {
        bool replaced = false;
        const bool isSign = std::string_view("0123456789+-/() ").find(text.front()) != std::string_view::npos;
        if (isSign) {
            result.push_back(text.front());
            text.remove_prefix(1);
            continue;
        }
        for (const auto& [word, sign] : words)
            if (text.starts_with(word)) {
                const bool isDigit = sign[0] >= '0' && sign[0] <= '9';
                const bool joined = isDigit && !result.empty() && result.back() >= '0' && result.back() <= '9';
                text.remove_prefix(word.size());
                const bool hyphened = isDigit && text.size() > 1 && text[0] == '-' && text[1] >= 'a';
                // "twelve" is known, "twenty-one" and 二十 are not: an unreadable sign rather than a wrong number.
                result += joined || hyphened ? "?" : sign;
                replaced = true;
                break;
            }
        if (replaced)
            continue;
        // Anything else than figures and signs means that this is no sum: no need to read on.
        if (std::string_view("0123456789+-*/^()., x").find(text.front()) == std::string_view::npos)
            return "?";
        result.push_back(text.front());
        text.remove_prefix(1);
    }
    return result;
}

/// "17 x 3" and "17x3"; "1,000" to "1000".
std::string withoutLetters(std::string_view text)
{
    std::string result;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool groups = c == ',' && i > 0 && isDigit(text[i - 1]) && i + 3 < text.size() && isDigit(text[i + 1])
            && isDigit(text[i + 2]) && isDigit(text[i + 3]) && (i + 4 == text.size() || !isDigit(text[i + 4]));
        if (!groups)
            result.push_back(c == 'x' ? '*' : c);
    }
    return result;
}

/// "2022-10-05" and "555-1234" look like subtractions; people asking for those say so.
bool looksLikeCode(std::string_view text)
{
    return text.find_first_of(" +*^(.") == std::string_view::npos;
}

} // namespace

std::optional<Problem> readSeed(std::string_view text)
{
    if (text.empty() || text.size() > longestSeed)
        return std::nullopt;
    const std::string simple = simplified(text);
    std::string_view bare = simple;
    const bool asked = stripQuestion(bare);
    if (!asked && looksLikeCode(bare))
        return std::nullopt;
    const auto expression = parseExpression(withoutLetters(withSigns(bare)));
    if (!expression || operationCount(expression) == 0)
        return std::nullopt;
    Problem problem;
    const Language language = detectLanguage(text);
    problem.language = language == Language::Other ? Language::English : language;
    problem.opening.expression = expression;
    return problem;
}

} // namespace evol::builtin
