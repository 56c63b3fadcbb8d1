// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/canvas/canvas_places.h"

namespace evol {

namespace {

constexpr std::size_t mostPlaces = 100;

std::optional<CanvasPlace> step(std::vector<CanvasPlace> &from, std::vector<CanvasPlace> &to, const CanvasPlace &here)
{
    if (from.empty())
        return std::nullopt;
    to.push_back(here);
    const CanvasPlace place = from.back();
    from.pop_back();
    return place;
}

} // namespace

void CanvasPlaces::leave(const CanvasPlace &here)
{
    m_forward.clear();
    if (!m_back.empty() && m_back.back() == here)
        return;
    if (m_back.size() == mostPlaces)
        m_back.erase(m_back.begin());
    m_back.push_back(here);
}

std::optional<CanvasPlace> CanvasPlaces::back(const CanvasPlace &here)
{
    return step(m_back, m_forward, here);
}

std::optional<CanvasPlace> CanvasPlaces::forward(const CanvasPlace &here)
{
    return step(m_forward, m_back, here);
}

void CanvasPlaces::clear()
{
    m_back.clear();
    m_forward.clear();
}

} // namespace evol
