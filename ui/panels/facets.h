// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a filter as a person sees them: groups of values that are ticked or not, with their words and counts.
// GUI thread.
#pragma once

#include "domain/filter.h"

#include <QString>

#include <vector>

namespace evol {

/// In the order of the screen.
enum class Facet { State, Operator, Rule, Epoch, Difficulty, Rating, Model, Tag, OverriddenBy, Marks, Created };
constexpr int facetCount = 11;

/// The values of Facet::Marks.
enum Mark { OverriddenMark, EditedMark, FlaggedMark, NotedMark, AnsweredMark };
/// The values of Facet::Created: two dates, not ticked but written.
enum CreatedEnd { CreatedFrom, CreatedTo };

QString facetTitle(Facet facet);
/// Values are numbers: of a state, of a key in the pool's list, of an epoch, …
std::vector<int> facetValues(Facet facet, const Pool &pool, const FilterCounts &counts);
QString valueTitle(Facet facet, const Pool &pool, int value);
std::int64_t countOf(Facet facet, const FilterCounts &counts, int value);

bool isChosen(Facet facet, const Filter &filter, const Pool &pool, int value);
/// A range becomes a list of what was in it.
void toggle(Facet facet, Filter &filter, const Pool &pool, int value);
/// Takes the whole part out.
void clear(Facet facet, Filter &filter);

/// A date of a filter, e.g. "2026-11-23"; empty: none.
QString createdDate(const Filter &filter, CreatedEnd end);
/// Empty takes it out. False where it is no date: the filter stays as it is.
bool setCreatedDate(Filter &filter, CreatedEnd end, const QString &date);

/// What a filter says of this part, e.g. "Operator: Deepen, Breadth"; empty: nothing.
QString facetWords(Facet facet, const Filter &filter);

} // namespace evol
