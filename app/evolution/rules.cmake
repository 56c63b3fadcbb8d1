# SPDX-License-Identifier: GPL-3.0-or-later
# The eliminator's rules, the words they count and the prompts. Included by this folder's CMakeLists.txt.
set(EVOL_RULE_SOURCES
  prompts.cpp prompts.h
  rules/empty_answer_rule.cpp rules/empty_answer_rule.h
  rules/judge_opinion.cpp rules/judge_opinion.h
  rules/leak_phrases.cpp rules/leak_phrases.h
  rules/leaked_prompt_rule.cpp rules/leaked_prompt_rule.h
  rules/near_duplicate_rule.cpp rules/near_duplicate_rule.h
  rules/no_information_gain_rule.cpp rules/no_information_gain_rule.h
  rules/no_majority_rule.cpp rules/no_majority_rule.h
  rules/refusal_rule.cpp rules/refusal_rule.h
  rules/rule.h
  rules/rules.cpp rules/rules.h
  rules/stop_words.cpp rules/stop_words.h
  rules/text_similarity.cpp rules/text_similarity.h
  rules/thresholds_codec.cpp rules/thresholds_codec.h
  words.cpp words.h)
