// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/side_balance.h"

#include <array>
#include <limits>

namespace evol {

namespace {

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

struct Edge {
    std::array<std::size_t, 2> ends{};                 ///< vertices
    std::array<std::size_t, 2> places{nobody, nobody}; ///< of the raters at the ends among those of the comparison
    std::size_t comparison = nobody;
    bool used = false;
};

/// Vertices are the raters, one for what is left over where a comparison's raters are odd in number, and one that makes
/// every other's degree even.
class SideGraph
{
public:
    explicit SideGraph(std::size_t raters) : m_edgesAt(raters + 2), m_next(raters + 2) {}

    void add(const Edge &edge)
    {
        for (const std::size_t end : edge.ends)
            m_edgesAt[end].push_back(m_edges.size());
        m_edges.push_back(edge);
    }

    void makeEven()
    {
        for (std::size_t vertex = 0; vertex + 1 < m_edgesAt.size(); ++vertex) {
            if (m_edgesAt[vertex].size() % 2 == 1)
                add({{vertex, m_edgesAt.size() - 1}});
        }
    }

    /// `visit` gets each edge, and which of its ends is left.
    template <class Visit>
    void walk(Visit visit)
    {
        for (std::size_t start = 0; start < m_edgesAt.size(); ++start) {
            for (std::size_t vertex = start, edge = takeEdge(vertex); edge != nobody; edge = takeEdge(vertex)) {
                const std::size_t from = m_edges[edge].ends[0] == vertex ? 0 : 1;
                visit(m_edges[edge], from);
                vertex = m_edges[edge].ends[1 - from];
            }
        }
    }

private:
    std::size_t takeEdge(std::size_t vertex)
    {
        for (std::size_t &next = m_next[vertex]; next < m_edgesAt[vertex].size(); ++next) {
            const std::size_t edge = m_edgesAt[vertex][next];
            if (!m_edges[edge].used) {
                m_edges[edge].used = true;
                return edge;
            }
        }
        return nobody;
    }

    std::vector<Edge> m_edges;
    std::vector<std::vector<std::size_t>> m_edgesAt;
    std::vector<std::size_t> m_next; ///< by vertex: edges before it are used
};

} // namespace

std::vector<std::vector<bool>> evenSides(const std::vector<std::vector<std::size_t>> &ratersOf, std::size_t raters)
{
    std::vector<std::vector<bool>> turned;
    SideGraph graph(raters);
    for (std::size_t c = 0; c < ratersOf.size(); ++c) {
        const std::vector<std::size_t> &own = ratersOf[c];
        turned.emplace_back(own.size());
        for (std::size_t i = 0; i < own.size(); i += 2) {
            const bool isPair = i + 1 < own.size();
            graph.add({{own[i], isPair ? own[i + 1] : raters}, {i, isPair ? i + 1 : nobody}, c});
        }
    }
    graph.makeEven();
    graph.walk([&](const Edge &edge, std::size_t from) {
        if (const std::size_t entered = edge.places[1 - from]; entered != nobody)
            turned[edge.comparison][entered] = true;
    });
    return turned;
}

} // namespace evol
