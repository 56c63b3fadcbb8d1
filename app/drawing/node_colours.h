// SPDX-License-Identifier: GPL-3.0-or-later
// What the colour of a node says from far off, where there is no room for words: a number of few values for each
// node, ready for painting hundreds of thousands of them. The thread that draws.
#pragma once

#include "domain/pool.h"
#include "drawing/palette.h"
#include "drawing/tree_content.h"

#include <QCoreApplication>
#include <QString>

#include <cstdint>
#include <vector>

namespace evol {

enum class Colouring {
    Direction, ///< in depth or in breadth
    State,     ///< kept, eliminated, overridden
    Operator,
    Epoch,
    Difficulty,
};

class NodeColours
{
    Q_DECLARE_TR_FUNCTIONS(evol::NodeColours)

public:
    /// Both must outlive this.
    NodeColours(const Pool &pool, const TreeContent &content);

    void setColouring(Colouring colouring);
    Colouring colouring() const { return m_colouring; }
    /// Nodes have come, or all may have changed.
    void refresh();
    void refresh(NodeIndex node);

    /// Beside the hue, signs that are no colour.
    enum Sign : std::uint8_t { InBreadth = 0x20, Eliminated = 0x40, Overridden = 0x80, Hue = 0x1f };
    /// Hue and signs; 0 for a node not known yet.
    std::uint8_t kind(NodeIndex n) const { return std::size_t(n) < m_kinds.size() ? m_kinds[std::size_t(n)] : 0; }
    QColor colour(int hue, const Palette &palette) const;

    struct LegendEntry {
        QString name;
        int hue;
    };
    /// What the hues mean, in order.
    std::vector<LegendEntry> legend() const;

private:
    std::uint8_t kindOf(NodeIndex n) const;
    int hueOf(NodeIndex n) const;
    bool isInBreadth(int operatorNumber) const;

    const Pool &m_pool;
    const TreeContent &m_content;
    Colouring m_colouring = Colouring::Direction;
    std::vector<std::uint8_t> m_kinds;               ///< by node
    mutable std::vector<std::uint8_t> m_directions;  ///< by operator number: 1 is in breadth
};

} // namespace evol
