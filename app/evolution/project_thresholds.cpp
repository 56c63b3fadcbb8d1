// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/project_thresholds.h"

#include "evolution/rules/thresholds_codec.h"

namespace evol {

Result<std::string> storedThresholds(ProjectReader &reader)
{
    const auto settings = reader.settings(thresholdsSetting);
    if (!settings)
        return tl::unexpected<Error>(settings.error());
    // Another setting may begin with the same letters.
    for (const auto &[key, value] : *settings) {
        if (key == thresholdsSetting)
            return value;
    }
    return std::string();
}

Result<RuleThresholds> projectThresholds(ProjectReader &reader)
{
    const auto stored = storedThresholds(reader);
    if (!stored)
        return tl::unexpected<Error>(stored.error());
    return decodeThresholds(*stored);
}

} // namespace evol
