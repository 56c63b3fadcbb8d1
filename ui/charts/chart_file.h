// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of figures. GUI thread.
#pragma once

#include "domain/result.h"

#include <QString>

class QGraphicsScene;

namespace evol {

/// As .png (twice as fine as on the screen), .svg or .pdf, by the end of the name.
Result<> saveChart(QGraphicsScene &scene, const QString &path);

} // namespace evol
