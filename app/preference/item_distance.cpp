// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/item_distance.h"

#include <algorithm>
#include <optional>

namespace evol {

namespace {

/// A place in front of which a comparison of `item` has it on neither side, the nearest after `from` or else before.
std::optional<std::size_t> freePlace(const std::vector<Comparison> &comparisons, std::size_t from, int item)
{
    const auto isFree = [&](std::size_t place) {
        return (place == 0 || comparisons[place - 1].item != item) && (place == comparisons.size() || comparisons[place].item != item);
    };
    for (std::size_t place = from + 1; place <= comparisons.size(); ++place) {
        if (isFree(place))
            return place;
    }
    for (std::size_t place = from; place-- > 0;) {
        if (isFree(place))
            return place;
    }
    return {};
}

} // namespace

void separateItems(std::vector<Comparison> &comparisons)
{
    for (std::size_t i = 1; i < comparisons.size();) {
        const int item = comparisons[i].item;
        const auto place = comparisons[i - 1].item == item ? freePlace(comparisons, i, item) : std::nullopt;
        const auto at = [&](std::size_t number) { return comparisons.begin() + static_cast<std::ptrdiff_t>(number); };
        if (place && *place > i) {
            // What has moved up to `i` may be the same item again.
            std::rotate(at(i), at(i + 1), at(*place));
            continue;
        }
        if (place)
            std::rotate(at(*place), at(i), at(i + 1));
        ++i;
    }
}

} // namespace evol
