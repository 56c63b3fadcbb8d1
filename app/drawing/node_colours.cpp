// SPDX-License-Identifier: GPL-3.0-or-later
// Hues of nodes and their legend. The thread that draws.
#include "drawing/node_colours.h"

#include <algorithm>

namespace evol {

namespace {
constexpr int lastHue = NodeColours::Hue;
constexpr int hardest = 10;
enum DirectionHue { SeedHue, InDepthHue, InBreadthHue };
enum StateHue { KeptHue, EliminatedHue, KeptByPersonHue, EliminatedByPersonHue };
} // namespace

NodeColours::NodeColours(const Pool &pool, const TreeContent &content) : m_pool(pool), m_content(content)
{
    refresh();
}

void NodeColours::setColouring(Colouring colouring)
{
    m_colouring = colouring;
    refresh();
}

void NodeColours::refresh()
{
    m_directions.clear();
    m_kinds.resize(std::size_t(m_pool.size()));
    for (NodeIndex n = 0; n < m_pool.size(); ++n)
        m_kinds[std::size_t(n)] = kindOf(n);
}

void NodeColours::refresh(NodeIndex node)
{
    // A new node may be the first of several.
    const auto known = NodeIndex(m_kinds.size());
    if (m_pool.size() > known)
        m_kinds.resize(std::size_t(m_pool.size()));
    for (NodeIndex n = known; n < m_pool.size(); ++n)
        m_kinds[std::size_t(n)] = kindOf(n);
    if (node >= 0 && node < known)
        m_kinds[std::size_t(node)] = kindOf(node);
}

bool NodeColours::isInBreadth(int operatorNumber) const
{
    for (std::size_t i = m_directions.size(); i < m_pool.operatorKeys().size(); ++i) {
        const std::string &key = m_pool.operatorKeys()[i];
        m_directions.push_back(!key.empty() && m_content.direction(key) != Direction::InDepth);
    }
    return m_directions[std::size_t(operatorNumber)] != 0;
}

int NodeColours::hueOf(NodeIndex n) const
{
    const int number = m_pool.operatorNumber(n);
    const bool eliminated = m_pool.state(n) == State::Eliminated;
    switch (m_colouring) {
    case Colouring::Direction:
        return number == 0 ? SeedHue : isInBreadth(number) ? InBreadthHue : InDepthHue;
    case Colouring::State:
        if (m_pool.isOverridden(n))
            return eliminated ? EliminatedByPersonHue : KeptByPersonHue;
        return eliminated ? EliminatedHue : KeptHue;
    case Colouring::Operator:
        return std::min(number, lastHue);
    case Colouring::Epoch:
        return std::min(m_pool.epoch(n), lastHue);
    case Colouring::Difficulty:
        return m_pool.difficulty(n);
    }
    return 0;
}

std::uint8_t NodeColours::kindOf(NodeIndex n) const
{
    return static_cast<std::uint8_t>(hueOf(n) | (isInBreadth(m_pool.operatorNumber(n)) ? InBreadth : 0)
                                     | (m_pool.state(n) == State::Eliminated ? Eliminated : 0)
                                     | (m_pool.isOverridden(n) ? Overridden : 0));
}

QColor NodeColours::colour(int hue, const Palette &palette) const
{
    switch (m_colouring) {
    case Colouring::Direction:
        return hue == SeedHue ? palette.quietText : hue == InBreadthHue ? palette.inBreadth : palette.inDepth;
    case Colouring::State: {
        const QColor of[] = {palette.kept, palette.eliminated, palette.overridden, palette.inBreadth};
        return of[std::min(hue, 3)];
    }
    case Colouring::Operator:
        return hue == 0 ? palette.quietText : palette.categories[std::size_t(hue - 1) % palette.categories.size()];
    case Colouring::Epoch:
        return hue == 0 ? palette.quietText : rampColour(palette, double(hue - 1) / std::max(1, m_pool.lastEpoch() - 1));
    case Colouring::Difficulty:
        return hue == 0 ? palette.eliminated : rampColour(palette, double(hue - 1) / (hardest - 1));
    }
    return palette.text;
}

std::vector<NodeColours::LegendEntry> NodeColours::legend() const
{
    std::vector<LegendEntry> entries;
    const auto add = [&entries](const QString &name, int hue) { entries.push_back({name, hue}); };
    switch (m_colouring) {
    case Colouring::Direction:
        add(tr("Seed"), SeedHue);
        add(tr("In depth"), InDepthHue);
        add(tr("In breadth"), InBreadthHue);
        break;
    case Colouring::State:
        add(tr("Kept"), KeptHue);
        add(tr("Eliminated"), EliminatedHue);
        add(tr("Kept by a person"), KeptByPersonHue);
        add(tr("Eliminated by a person"), EliminatedByPersonHue);
        break;
    case Colouring::Operator:
        for (std::size_t i = 0; i < m_pool.operatorKeys().size() && i <= std::size_t(lastHue); ++i) {
            const std::string &key = m_pool.operatorKeys()[i];
            add(key.empty() ? tr("Seed") : m_content.operatorTitle(key), int(i));
        }
        break;
    case Colouring::Epoch:
        add(tr("Seed"), 0);
        for (int epoch = 1; epoch <= std::min(m_pool.lastEpoch(), lastHue); ++epoch)
            add(tr("Epoch %1").arg(epoch), epoch);
        break;
    case Colouring::Difficulty:
        for (const int difficulty : {1, 4, 7, hardest})
            add(tr("Difficulty %1").arg(difficulty), difficulty);
        add(tr("Not scored"), 0);
        break;
    }
    return entries;
}

} // namespace evol
