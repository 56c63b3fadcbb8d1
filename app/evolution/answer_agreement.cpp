// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/answer_agreement.h"

#include "evolution/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace evol {

namespace {

/// Full-width digits, signs and points as ASCII has them.
std::string narrow(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        // U+FF01 to U+FF5E are the ASCII characters from ! on: EF BC 81 to EF BD 9E.
        const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
        if (byte(i) == 0xEF && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD) && byte(i + 2) >= 0x80) {
            const unsigned code = (byte(i + 1) == 0xBC ? 0u : 0x40u) + (byte(i + 2) - 0x80u);
            if (code >= 1 && code <= 0x5E) {
                result += static_cast<char>(0x20 + code);
                i += 2;
                continue;
            }
        }
        result += text[i];
    }
    return result;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A number as it begins at `at`: "-1,200.50"; empty where none does. `end` is set behind it.
std::string numberAt(const std::string &text, std::size_t at, std::size_t &end)
{
    std::string number;
    std::size_t i = at;
    if (text[i] == '-' && i + 1 < text.size() && isDigit(text[i + 1]))
        number += text[i++];
    const std::size_t digits = i;
    for (; i < text.size(); ++i) {
        const bool goesOn = i + 1 < text.size() && isDigit(text[i + 1]);
        if (isDigit(text[i]) || (text[i] == '.' && goesOn && i > digits) || (text[i] == '/' && goesOn && i > digits))
            number += text[i];
        else if (text[i] != ',' || !goesOn || i == digits)
            break;
    }
    end = i;
    return i == digits ? std::string() : number;
}

/// Without zeros that change nothing: "007.50" is "7.5".
std::string plain(std::string number)
{
    const bool isNegative = number.starts_with('-');
    if (isNegative)
        number.erase(0, 1);
    if (number.find('.') != std::string::npos && number.find('/') == std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.'))
            number.pop_back();
    }
    while (number.size() > 1 && number[0] == '0' && isDigit(number[1]))
        number.erase(0, 1);
    return (isNegative && number != "0" ? "-" : "") + number;
}

std::optional<std::string> lastNumber(const std::string &text)
{
    std::optional<std::string> last;
    for (std::size_t i = 0, end = 0; i < text.size(); i = std::max(end, i + 1)) {
        if (const std::string number = numberAt(text, i, end); !number.empty())
            last = plain(number);
    }
    return last;
}

/// The inside of the braces that open at `at`.
std::string_view braced(std::string_view text, std::size_t at)
{
    int depth = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0)
            return text.substr(at + 1, i - at - 1);
    }
    return {};
}

/// TeX's "\\frac{1}{2}" as "1/2", and without what only sets an answer.
std::string withoutTex(std::string text)
{
    for (const std::string_view fraction : {"\\dfrac{", "\\tfrac{", "\\frac{"}) {
        for (std::size_t at = text.find(fraction); at != std::string::npos; at = text.find(fraction, at)) {
            const std::size_t open = at + fraction.size() - 1;
            const std::string above(braced(text, open));
            const std::size_t second = open + above.size() + 2;
            if (second >= text.size() || text[second] != '{')
                break;
            const std::string below(braced(text, second));
            text.replace(at, second + below.size() + 2 - at, above + '/' + below);
        }
    }
    for (const std::string_view dressing : {"\\left", "\\right", "\\!", "\\,", "\\;", "\\$", "\\%", "^\\circ", "^{\\circ}"}) {
        for (std::size_t at = text.find(dressing); at != std::string::npos; at = text.find(dressing, at))
            text.erase(at, dressing.size());
    }
    return text;
}

/// Its letters in lower case, without blanks and what stands around it.
std::optional<std::string> asWords(std::string text)
{
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t'; });
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    while (!text.empty() && std::string_view(".:$*").find(text.back()) != std::string_view::npos)
        text.pop_back();
    text.erase(0, std::min(text.find_first_not_of(":$*"), text.size()));
    return text.empty() ? std::nullopt : std::optional(text);
}

enum class Told { InWords, Boxed };

/// An answer that is told as such: its number, or the whole of it where it is none. In words, a number at the beginning
/// is the answer and the rest explains it; in a box, all that is there is the answer.
std::optional<std::string> normalised(std::string_view told, Told how)
{
    std::string text = withoutTex(narrow(trimmed(told)));
    text = text.substr(0, text.find('\n'));
    const std::size_t begin = text.find_first_not_of(" :=*$`\"'(");
    std::size_t end = 0;
    const std::string number = begin == std::string::npos ? std::string() : numberAt(text, begin, end);
    if (number.empty() && how == Told::InWords && text.find_first_of("0123456789") != std::string::npos && text.find_first_of("+^=\\") == std::string::npos)
        return lastNumber(text.substr(0, text.find(". ")));
    if (number.empty())
        return asWords(text);
    // Stars right behind it end a bold or italic text; "2**3" is a power.
    const std::size_t behindStars = text.find_first_not_of('*', end);
    if (behindStars > end && (behindStars == std::string::npos || std::string_view(" .,;:!)").find(text[behindStars]) != std::string_view::npos))
        end = std::min(behindStars, text.size());
    const std::size_t next = text.find_first_not_of(' ', end);
    const bool goesOn = next != std::string::npos && std::string_view("+-*/^=\\").find(text[next]) != std::string_view::npos;
    const bool hasMore = how == Told::Boxed && text.find_first_of("0123456789", end) != std::string::npos;
    return goesOn || hasMore ? asWords(text) : std::optional(plain(number));
}

} // namespace

std::optional<std::string> finalAnswer(std::string_view solution)
{
    if (const std::size_t boxed = solution.rfind("\\boxed{"); boxed != std::string_view::npos)
        return normalised(braced(solution, boxed + 6), Told::Boxed);
    std::optional<std::string_view> told; // behind the last of the marks
    for (const std::string_view mark : {"####", "answer is", "Answer is", "答案是", "答案为", "答えは"}) {
        const std::size_t at = solution.rfind(mark);
        const std::string_view behind = at == std::string_view::npos ? std::string_view() : solution.substr(at + mark.size());
        // Above further lines it is a heading.
        const bool isHeading = mark == "####" && trimmed(behind).find('\n') != std::string_view::npos;
        if (at != std::string_view::npos && !isHeading && (!told || behind.size() < told->size()))
            told = behind;
    }
    return told ? normalised(*told, Told::InWords) : lastNumber(narrow(solution));
}

std::optional<std::string> majorityAnswer(const std::vector<std::string> &solutions)
{
    std::map<std::string, std::size_t> counts;
    for (const std::string &solution : solutions) {
        if (auto answer = finalAnswer(solution))
            ++counts[*answer];
    }
    for (const auto &[answer, count] : counts) {
        if (2 * count > solutions.size())
            return answer;
    }
    return std::nullopt;
}

} // namespace evol
