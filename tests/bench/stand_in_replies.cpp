// SPDX-License-Identifier: GPL-3.0-or-later
// Texts are runs of common words, chosen by the hash of the request: two requests that differ get different texts, and
// no text speaks of prompts or apologises, which the eliminator would take for a failure. Any thread.
#include "stand_in_replies.h"

#include <array>
#include <cstring>

namespace evol::bench {

namespace {

constexpr std::array<const char *, 64> words{
    "river",    "describe", "seven",   "market",  "between", "careful", "engine",   "harbour", "explain", "winter",
    "compare",  "garden",   "without", "measure", "silver",  "pattern", "through",  "village", "number",  "balance",
    "letter",   "several",  "morning", "bridge",  "choose",  "weather", "against",  "library", "reason",  "steady",
    "mountain", "examine",  "copper",  "window",  "because", "teacher", "budget",   "forest",  "method",  "island",
    "question", "history",  "under",   "machine", "gather",  "railway", "lantern",  "express", "signal",  "ancient",
    "northern", "quarter",  "kitchen", "proof",   "shadow",  "cycle",   "estimate", "orchard", "journey", "velvet",
    "surface",  "council",  "thread",  "planet",
};

/// SplitMix64: one more draw from a state.
std::uint64_t draw(std::uint64_t &state)
{
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t bits = state;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31);
}

void appendSentences(std::string &text, std::uint64_t state, int count)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < count; ++i) {
        if (i % 10 == 0)
            bits = draw(state);
        text += i == 0 ? "" : i % 12 == 0 ? ". Then " : " ";
        text += words[bits & 63U];
        bits >>= 6;
    }
    text += '.';
}

int wordsBetween(int least, int most, std::uint64_t hash)
{
    return least + static_cast<int>((hash >> 20) % static_cast<std::uint64_t>(most - least + 1));
}

bool contains(std::string_view text, std::string_view part)
{
    return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

std::string response(const char *type, const std::string &body)
{
    std::string whole = "HTTP/1.1 200 OK\r\nContent-Type: ";
    whole += type;
    whole += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return whole += body;
}

std::string textFor(AskedFor what, std::uint64_t hash)
{
    std::string text;
    switch (what) {
    case AskedFor::Judgement:
        return "Not Equal";
    case AskedFor::Score:
        return "5";
    case AskedFor::Rewrite:
        text = "Rewritten instruction " + std::to_string(hash) + ": ";
        appendSentences(text, hash, wordsBetween(20, 60, hash));
        break;
    case AskedFor::Answer:
        text = "The answer takes a few steps. First, ";
        appendSentences(text, hash, wordsBetween(50, 110, hash));
        break;
    }
    return text;
}

} // namespace

AskedFor askedFor(std::string_view requestBody)
{
    const auto has = [&](std::string_view marker) { return contains(requestBody, marker); };
    if (has("Are the two equal?") || has("`Not Equal`"))
        return AskedFor::Judgement;
    if (has("You are a prompt ") || has("#Rewritten Prompt#") || has("#Created Prompt#"))
        return AskedFor::Rewrite;
    if (has("Rate how difficult"))
        return AskedFor::Score;
    return AskedFor::Answer;
}

std::uint64_t hashOf(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325U ^ bytes.size();
    while (!bytes.empty()) {
        std::uint64_t eight = 0;
        const std::size_t length = bytes.size() < 8 ? bytes.size() : 8;
        std::memcpy(&eight, bytes.data(), length);
        hash = (hash ^ eight) * 0x9fb21c651e98df25U;
        hash ^= hash >> 32;
        bytes.remove_prefix(length);
    }
    return draw(hash);
}

std::string chatResponse(std::string_view requestBody, std::uint64_t hash)
{
    const std::string text = textFor(askedFor(requestBody), hash);
    const std::size_t asked = requestBody.size() / 4, written = text.size() / 4 + 1;
    const std::string usage = R"("usage":{"prompt_tokens":)" + std::to_string(asked) + R"(,"completion_tokens":)"
        + std::to_string(written) + R"(,"total_tokens":)" + std::to_string(asked + written) + "}";
    const std::string id = R"({"id":"chatcmpl-)" + std::to_string(hash);
    if (contains(requestBody, R"("stream":true)")) {
        const std::string start = "data: " + id + R"(","object":"chat.completion.chunk","created":1700000000,"model":"bench",)";
        return response("text/event-stream",
                        start + R"("choices":[{"index":0,"delta":{"role":"assistant","content":")" + text
                            + R"("},"finish_reason":null}]})" "\n\n" + start
                            + R"("choices":[{"index":0,"delta":{},"finish_reason":"stop"}],)" + usage
                            + "}\n\ndata: [DONE]\n\n");
    }
    return jsonResponse(id + R"(","object":"chat.completion","created":1700000000,"model":"bench","choices":[{"index":0,)"
                        R"("message":{"role":"assistant","content":")" + text
                        + R"("},"logprobs":null,"finish_reason":"stop"}],)" + usage + "}");
}

std::string jsonResponse(const std::string &body)
{
    return response("application/json", body);
}

} // namespace evol::bench
