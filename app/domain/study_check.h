// SPDX-License-Identifier: GPL-3.0-or-later
// What a study and a session must be like before they are stored. Any thread.
#pragma once

#include "domain/result.h"
#include "domain/study.h"

namespace evol {

constexpr int mostContenders = 255;
constexpr int mostShown = 7;

/// A name, criteria, contenders with names of their own, answers and gold numbers that name them.
Result<> checkStudy(const Study &study);

/// Comparisons that show contenders and items of `study`, which needs no texts.
Result<> checkSession(const Study &study, const Session &session);

} // namespace evol
