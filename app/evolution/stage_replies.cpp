// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "evolution/stage_replies.h"

#include "evolution/words.h"

#include <cstdlib>

namespace evol {

namespace {

constexpr std::size_t quotedBytes = 100;

/// The first whole number from `at` on; nothing where there is none before `end`.
std::optional<int> numberFrom(const std::string &text, std::size_t at, std::size_t end)
{
    const std::size_t digit = text.find_first_of("0123456789", at);
    return digit >= end ? std::nullopt : std::optional(std::atoi(text.c_str() + digit));
}

/// The number behind the last mention of `name` on its line.
std::optional<int> scoreNamed(const std::string &lower, std::string_view name)
{
    const std::size_t at = lower.rfind(name);
    if (at == std::string::npos)
        return std::nullopt;
    return numberFrom(lower, at, std::min(lower.find('\n', at), lower.size()));
}

/// Three numbers and no words.
std::vector<std::optional<int>> bareScores(const std::string &reply)
{
    std::vector<std::optional<int>> scores;
    const bool isBare = reply.find_first_not_of("0123456789 ,;/.\t\r\n") == std::string::npos;
    for (std::size_t at = 0; isBare && (at = reply.find_first_of("0123456789", at)) != std::string::npos;
         at = std::min(reply.find_first_not_of("0123456789", at), reply.size()))
        scores.push_back(numberFrom(reply, at, reply.size()));
    scores.resize(3);
    return scores;
}

} // namespace

Result<int> parseDifficulty(const std::string &reply)
{
    const auto score = numberFrom(reply, 0, reply.size());
    if (score && *score >= 1 && *score <= 10)
        return *score;
    return fail(ErrorKind::BadReply, "The difficulty given is no number from 1 to 10: \"" + excerpt(reply, quotedBytes) + "\".");
}

Result<Quality> parseQuality(const std::string &reply)
{
    const std::string lower = lowerCased(reply);
    std::vector<std::optional<int>> scores{scoreNamed(lower, "definition"), scoreNamed(lower, "precision"), scoreNamed(lower, "integrity")};
    if (!scores[0] && !scores[1] && !scores[2])
        scores = bareScores(reply);
    for (const auto &score : scores) {
        if (!score || *score < 1 || *score > 5)
            return fail(ErrorKind::BadReply, "The scores given are not three numbers from 1 to 5: \"" + excerpt(reply, quotedBytes) + "\".");
    }
    return Quality{*scores[0], *scores[1], *scores[2]};
}

Result<StepLabel> parseStepLabel(const std::string &reply)
{
    const std::string lower = lowerCased(reply);
    std::optional<StepLabel> label;
    for (const WordSpan span : words(lower)) {
        const std::string_view word = std::string_view(lower).substr(span.offset, span.length);
        if (word == "correct" || word == "right")
            label = StepLabel::Right;
        else if (word == "incorrect" || word == "wrong")
            label = StepLabel::Wrong;
        else if (word == "neutral")
            label = StepLabel::Neutral;
    }
    if (label)
        return *label;
    return fail(ErrorKind::BadReply, "The label given is none of Correct, Incorrect and Neutral: \"" + excerpt(reply, quotedBytes) + "\".");
}

} // namespace evol
