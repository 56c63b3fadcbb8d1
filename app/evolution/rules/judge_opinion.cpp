// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the judge's reply: first where a verdict stands alone, then where it is one of many words. Any thread.
#include "evolution/rules/judge_opinion.h"

#include "evolution/words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace evol {
namespace {

bool isLetter(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/// The verdict that `text`, in lower case, is nothing but, leaving out all that is not a letter:
/// "**not_equal**." is "notequal".
std::optional<JudgeVerdict> verdictAlone(std::string_view text)
{
    std::string letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), isLetter);
    if (letters == "equal")
        return JudgeVerdict::Equal;
    if (letters == "notequal" || letters == "unequal")
        return JudgeVerdict::NotEqual;
    return std::nullopt;
}

std::optional<JudgeVerdict> verdictOfLastLine(std::string_view text)
{
    const std::size_t start = text.find_last_of('\n') + 1;
    if (trimmed(text.substr(0, start)).ends_with("not"))
        return std::nullopt;
    const std::string_view line = text.substr(start);
    return verdictAlone(line.substr(line.find_last_of(':') + 1));
}

std::optional<JudgeVerdict> verdictOfOpening(std::string_view text)
{
    while (true) {
        const std::size_t end = text.find_first_of(".,;:!(\n");
        const std::string_view opening = text.substr(0, end);
        // A spaced hyphen or a dash starts an explanation; one inside "not-equal" does not.
        const std::size_t dash = std::min({opening.find(" - "), opening.find("–"), opening.find("—")});
        if (auto verdict = verdictAlone(opening.substr(0, dash)))
            return verdict;
        if (end == std::string_view::npos || text[end] != ':')
            return std::nullopt;
        text.remove_prefix(end + 1);
    }
}

bool negates(std::string_view word)
{
    constexpr std::array<std::string_view, 6> negations = {"not", "never", "neither", "cannot", "hardly", "non"};
    return std::find(negations.begin(), negations.end(), word) != negations.end() || word.ends_with("n't")
        || word.ends_with("n’t");
}

std::optional<JudgeVerdict> verdictLastMentioned(std::string_view text)
{
    constexpr std::size_t reach = 3; // words, as in "not considered to be equal"
    std::optional<JudgeVerdict> verdict;
    std::vector<std::string_view> sentence;
    std::size_t start = 0;
    for (const WordSpan span : words(text)) {
        const std::string_view gap = text.substr(start, span.offset - start);
        if (gap.find_first_of(".,;!?") != std::string_view::npos || gap.find("\n\n") != std::string_view::npos)
            sentence.clear();
        start = span.offset + span.length;
        const std::string_view word = text.substr(span.offset, span.length);
        if (word == "unequal" || word == "notequal" || word == "not_equal") {
            verdict = JudgeVerdict::NotEqual;
        } else if (word == "equal") {
            const auto from = sentence.end() - static_cast<std::ptrdiff_t>(std::min(reach, sentence.size()));
            verdict = std::any_of(from, sentence.end(), negates) ? JudgeVerdict::NotEqual : JudgeVerdict::Equal;
        }
        sentence.push_back(word);
    }
    return verdict;
}

} // namespace

Result<JudgeOpinion> parseJudgement(std::string_view reply)
{
    const std::string lower = lowerCased(reply);
    constexpr std::string_view endOfThought = "</think>";
    std::string_view answer = lower;
    if (const std::size_t thought = answer.rfind(endOfThought); thought != std::string_view::npos)
        answer.remove_prefix(thought + endOfThought.size());
    answer = trimmed(answer);
    const auto offset = static_cast<std::size_t>(answer.data() - lower.data());

    for (const auto read : {verdictOfLastLine, verdictOfOpening, verdictLastMentioned}) {
        if (const auto verdict = read(answer))
            return JudgeOpinion{*verdict, std::string(reply.substr(offset, answer.size())), offset};
    }
    if (answer.empty())
        return fail(ErrorKind::BadReply, "The judge's reply is empty, it should be \"Equal\" or \"Not Equal\".");
    constexpr std::size_t quoted = 80;
    return fail(ErrorKind::BadReply, "The judge's reply says neither \"Equal\" nor \"Not Equal\"; it starts with \""
                                         + excerpt(trimmed(reply), quoted) + "\".");
}

} // namespace evol
