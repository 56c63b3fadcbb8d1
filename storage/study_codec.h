// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of the parts of a preference study. Field names are stored: never rename one. Decoding throws
// nlohmann::json::exception, which the caller turns into an Error. Any thread.
#pragma once

#include "domain/study.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>

namespace evol {

using TextToJson = std::function<nlohmann::json(const std::string &)>;
using TextFromJson = std::function<std::string(const nlohmann::json &)>;

nlohmann::json studyToJson(const Study &study, const TextToJson &text);
Study studyFromJson(const nlohmann::json &json, const TextFromJson &text);

nlohmann::json designToJson(const StudyDesign &design);
StudyDesign designFromJson(const nlohmann::json &json);

nlohmann::json settingsToJson(const StudySettings &settings);
StudySettings settingsFromJson(const nlohmann::json &json);

nlohmann::json sessionToJson(const Session &session);
Session sessionFromJson(const nlohmann::json &json);

nlohmann::json voteToJson(const Vote &vote);
Vote voteFromJson(const nlohmann::json &json);

} // namespace evol
