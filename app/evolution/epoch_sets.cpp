// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/epoch_sets.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace evol {

namespace {

using nlohmann::json;

constexpr const char *scoreSetting = "dev_score:";

Result<> readScores(ProjectReader &reader, std::vector<EpochSet> &sets)
{
    const auto settings = reader.settings(scoreSetting);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    for (const auto &[key, value] : *settings) {
        const int epoch = std::atoi(key.c_str() + std::char_traits<char>::length(scoreSetting));
        const json j = json::parse(value, nullptr, false);
        if (!j.is_object() || !j.contains("score") || !j["score"].is_number())
            return fail(ErrorKind::Corrupt, "The project's setting \"" + key + "\" cannot be read.");
        // The epoch may be gone, by undo.
        if (epoch < 0 || epoch >= static_cast<int>(sets.size()))
            continue;
        sets[static_cast<std::size_t>(epoch)].score = j["score"].get<double>();
        sets[static_cast<std::size_t>(epoch)].scoredBy = j.value("by", "");
    }
    return {};
}

auto bestOf(const std::vector<EpochSet> &sets)
{
    return std::max_element(sets.begin(), sets.end(), [](const EpochSet &a, const EpochSet &b) {
        return b.score && (!a.score || *a.score < *b.score);
    });
}

} // namespace

Result<std::vector<EpochSet>> epochSets(const Pool &pool, ProjectReader &reader)
{
    std::vector<EpochSet> sets(static_cast<std::size_t>(pool.lastEpoch()) + 1);
    for (const NodeIndex n : pool.preorder()) {
        EpochSet &set = sets[static_cast<std::size_t>(pool.epoch(n))];
        ++set.made;
        set.kept += pool.state(n) == State::Kept;
    }
    std::int64_t kept = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        sets[i].epoch = static_cast<int>(i);
        sets[i].keptSoFar = kept += sets[i].kept;
    }
    if (const auto read = readScores(reader, sets); !read)
        return tl::unexpected<Error>(read.error());
    if (const auto best = bestOf(sets); best != sets.end() && best->score)
        sets[static_cast<std::size_t>(best->epoch)].isBest = true;
    return sets;
}

bool hasPeaked(const std::vector<EpochSet> &sets)
{
    const auto best = bestOf(sets);
    return best != sets.end() && best->score && std::any_of(best + 1, sets.end(), [](const EpochSet &set) { return set.score.has_value(); });
}

Result<SetSetting> devScoreChange(const Pool &pool, int epoch, std::optional<double> score, const std::string &by)
{
    if (epoch < 0 || epoch > pool.lastEpoch())
        return fail(ErrorKind::NotFound, "There is no epoch " + std::to_string(epoch) + "; the last one is " + std::to_string(pool.lastEpoch()) + ".");
    if (score && !std::isfinite(*score))
        return fail(ErrorKind::InvalidInput, "The score of an epoch must be a number.");
    const std::string key = scoreSetting + std::to_string(epoch);
    if (!score)
        return SetSetting{key, {}, std::nullopt};
    return SetSetting{key, {}, json{{"score", *score}, {"by", by}}.dump(-1, ' ', false, json::error_handler_t::replace)};
}

} // namespace evol
