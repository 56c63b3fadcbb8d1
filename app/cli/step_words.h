// SPDX-License-Identifier: GPL-3.0-or-later
// What labels of steps are called in commands and JSON. Any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

#include <string>

namespace evol {

constexpr const char *labelWord(StepLabel label)
{
    constexpr const char *words[] = {"wrong", "neutral", "right"};
    return words[static_cast<int>(label) + 1];
}

inline Result<StepLabel> labelNamed(const std::string &word)
{
    for (const StepLabel label : {StepLabel::Wrong, StepLabel::Neutral, StepLabel::Right}) {
        if (word == labelWord(label))
            return label;
    }
    return fail(ErrorKind::InvalidInput, "\"" + word + "\" is no label; write right, neutral, wrong or none.");
}

} // namespace evol
