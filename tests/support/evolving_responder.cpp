// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic texts for rewriting, judging, scoring and responding. They pass the eliminator's rules. Any thread.
#include "evolving_responder.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace evol {

namespace {

// FNV-1a: the same on every computer, unlike std::hash.
std::uint64_t fingerprint(const std::string &text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const unsigned char byte : text)
        hash = (hash ^ byte) * 0x100000001b3ULL;
    return hash;
}

bool containsAny(const std::string &text, const std::vector<std::string> &words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](const std::string &word) { return text.find(word) != std::string::npos; });
}

std::string rewritten(std::uint64_t number)
{
    static const std::array<const char *, 6> tasks = {
        "Compare three ways to schedule", "Prove a bound on the cost of", "Design a fair procedure for",
        "Explain, with an example for each step,", "List the hidden assumptions behind", "Estimate the error of"};
    static const std::array<const char *, 5> things = {"a delivery route", "a bridge repair", "a seed catalogue",
                                                       "a power grid", "a school timetable"};
    return std::string(tasks[number % tasks.size()]) + " " + things[number / 7 % things.size()] + " with "
        + std::to_string(3 + number / 64 % 9'000'000) + " parts, and state which condition matters most.";
}

std::string responded(std::uint64_t number)
{
    return "First settle what is being asked, then treat the parts one after the other. Part one takes "
        + std::to_string(2 + number % 97) + " steps and part two "
        + std::to_string(3 + number / 128 % 89) + ". The second part decides, because it limits the first.";
}

} // namespace

ChatServer::Responder evolvingResponder(RequestWords words)
{
    return [words = std::move(words)](const nlohmann::json &request, int) {
        const std::string message = lastUserMessage(request);
        const std::uint64_t number = fingerprint(request.dump());
        if (containsAny(message, words.judge))
            return ChatServer::Answer::text("Not Equal");
        if (containsAny(message, words.score))
            return ChatServer::Answer::text(std::to_string(1 + number % 10));
        if (containsAny(message, words.rewrite))
            return ChatServer::Answer::text(rewritten(number));
        return ChatServer::Answer::text(responded(number));
    };
}

} // namespace evol
