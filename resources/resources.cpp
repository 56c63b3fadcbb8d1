// SPDX-License-Identifier: GPL-3.0-or-later
// Registers the built-in files with Qt. Any thread.
#include "resources/resources.h"

#include <QtGlobal>

// Q_INIT_RESOURCE declares a function of the global namespace, so it cannot be used inside ours.
static void registerResources()
{
    Q_INIT_RESOURCE(evol);
}

void evol::initResources()
{
    [[maybe_unused]] static const bool once = (registerResources(), true);
}
