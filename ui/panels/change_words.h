// SPDX-License-Identifier: GPL-3.0-or-later
// How a change of a project is told, wherever a history is shown. GUI thread.
#pragma once

#include "domain/change.h"

#include <QString>

namespace evol {

/// What kind of change, e.g. "override".
QString shownChange(const Change &change);
/// From what to what, e.g. "none → keep “it is harder”"; plain text of one line.
QString fromTo(const Change &change);

} // namespace evol
