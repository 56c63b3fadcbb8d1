# SPDX-License-Identifier: GPL-3.0-or-later
foreach(unit builtin_arithmetic builtin_evolution builtin_general builtin_model)
  evol_test(${unit} evol_builtin)
endforeach()
