// SPDX-License-Identifier: GPL-3.0-or-later
// What bench_server answers: a chat completion that lets an evolution pass the stage it asks for. The stage is told by
// words of its prompt and no JSON is read, so that the server takes as little as may be of the processors it shares
// with what is measured. The same request is answered the same. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace evol::bench {

enum class AskedFor { Rewrite, Judgement, Score, Answer };

AskedFor askedFor(std::string_view requestBody);

std::uint64_t hashOf(std::string_view bytes);

/// The whole HTTP response, from its status line on; as one event where the request wants a stream.
std::string chatResponse(std::string_view requestBody, std::uint64_t hash);

std::string jsonResponse(const std::string &body);

} // namespace evol::bench
