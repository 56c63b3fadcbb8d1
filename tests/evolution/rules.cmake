# SPDX-License-Identifier: GPL-3.0-or-later
evol_test(judge_opinion evol_evolution)
evol_test(leak_phrases evol_evolution)
evol_test(answer_agreement evol_evolution)
evol_test(near_duplicate_rule evol_evolution)
evol_test(prompts evol_evolution)
evol_test(rules evol_evolution nlohmann_json::nlohmann_json)
evol_test(thresholds_codec evol_evolution)
evol_test(words evol_evolution)
