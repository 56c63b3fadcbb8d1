// SPDX-License-Identifier: GPL-3.0-or-later
// A session to be judged elsewhere: a study of its own with nothing in it by which a contender could be told, and what
// comes back of it. Any thread.
#pragma once

#include "domain/study_reader.h"

#include <string>
#include <utility>
#include <vector>

namespace evol {

struct BlindedPack {
    Study study;     ///< one item for each comparison, contenders named by position, texts masked
    Session session; ///< with the votes there are
};

/// Of a session that is in the project.
Result<BlindedPack> blindedPack(StudyReader &reader, SessionId id);

/// What a pack says of where it belongs; kept in it as JSON.
struct PackOrigin {
    std::string study; ///< uid
    SessionId session = 0;
    std::string rater;

    bool operator==(const PackOrigin &) const = default;
};

/// The setting of a project that makes it a pack.
inline constexpr const char *packSetting = "pack";

std::string encodePackOrigin(const PackOrigin &origin);
Result<PackOrigin> decodePackOrigin(const std::string &json);

/// The votes of `returned` that are to take the place of those in `stored`, by number of comparison. The later vote holds;
/// of two of the same time the one that is greater by a fixed order, so that packs can come back in any order, and again.
/// ErrorKind::Refused where they are not the same comparisons.
Result<std::vector<std::pair<int, Vote>>> votesToMerge(const Session &stored, const Session &returned);

} // namespace evol
