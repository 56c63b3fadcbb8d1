// SPDX-License-Identifier: GPL-3.0-or-later
// The files built into the programs, under ":/". A static library's resources are dropped by the linker unless
// someone asks for them: call initResources() before opening one. Any thread.
#pragma once

namespace evol {

/// May be called any number of times.
void initResources();

} // namespace evol
