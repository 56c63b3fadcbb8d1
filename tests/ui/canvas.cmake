# SPDX-License-Identifier: GPL-3.0-or-later
evol_test(canvas_view evol_canvas)
