// SPDX-License-Identifier: GPL-3.0-or-later
// The skeleton of a project in memory: what every node needs for drawing, filtering and counting, in flat
// arrays (about 50 bytes a node). Texts stay in the store. Not thread-safe; a Document's lives on its thread.
#pragma once

#include "domain/change.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// Position of a node in the arrays; stable while the pool lives, also over removal and re-adding.
using NodeIndex = std::int32_t;
constexpr NodeIndex noNode = -1;

/// Whether an instruction goes on, after a person's override if there is one.
enum class State : std::uint8_t { Kept, Eliminated };

/// What the store hands over for each node when a project is opened.
struct PoolRow {
    InstructionId id = 0;
    InstructionId parent = 0;
    int epoch = 0;
    std::string_view operatorKey;
    int difficulty = 0; ///< 1 to 10; 0: not scored
    bool judgedEliminated = false;
    std::uint32_t firedRules = 0; ///< bit i: ruleIndex i
    std::optional<Decision> override;
    int responses = 0;
    int ratingSum = 0;
    int ratings = 0;
};

class Pool
{
public:
    /// Parents must come before their children.
    void add(const PoolRow &row);
    /// Applies a stored change; `from` values must be filled in.
    void apply(const Change &change);

    int size() const { return static_cast<int>(m_id.size()); } ///< nodes ever seen, removed ones included
    int count() const { return m_count; }                      ///< nodes present
    bool contains(InstructionId id) const;
    NodeIndex indexOf(InstructionId id) const; ///< noNode where absent or removed
    bool isRemoved(NodeIndex n) const { return m_removed[n]; }

    InstructionId id(NodeIndex n) const { return m_id[n]; }
    NodeIndex parent(NodeIndex n) const { return m_parent[n]; }
    NodeIndex firstChild(NodeIndex n) const { return n == noNode ? m_firstRoot : m_firstChild[n]; }
    NodeIndex nextSibling(NodeIndex n) const { return m_nextSibling[n]; } ///< siblings are in order of id
    NodeIndex root(NodeIndex n) const;
    int childCount(NodeIndex n) const; ///< of noNode: the number of seeds
    /// The nodes present of the subtree of n (of noNode: all), parents first, siblings in order of id.
    std::vector<NodeIndex> preorder(NodeIndex n = noNode) const;

    int epoch(NodeIndex n) const { return m_epoch[n]; }
    const std::string &operatorKey(NodeIndex n) const { return m_operatorKeys[m_operator[n]]; }
    int difficulty(NodeIndex n) const { return m_difficulty[n]; }
    State state(NodeIndex n) const;
    bool isOverridden(NodeIndex n) const { return m_override[n] != 0; }
    std::uint32_t firedRules(NodeIndex n) const { return m_firedRules[n]; }
    int responses(NodeIndex n) const { return m_responses[n]; }
    double rating(NodeIndex n) const; ///< mean stars of its rated responses; 0: none

    /// Number of a rule's key in firedRules bit masks, 0 to 31; gives one to a new key.
    int ruleIndex(std::string_view key);
    const std::vector<std::string> &ruleKeys() const { return m_ruleKeys; }

    /// The instructions the next epoch starts from, in order of id: kept, and no child of theirs is kept.
    std::vector<InstructionId> nextEpoch() const;
    int lastEpoch() const;

private:
    NodeIndex append(InstructionId id, InstructionId parent);
    void link(NodeIndex n);
    void unlink(NodeIndex n);
    void applyVerdict(NodeIndex n, const std::optional<Verdict> &verdict);
    void applyRating(NodeIndex n, const std::optional<Rating> &rating, int sign);

    std::vector<InstructionId> m_id;
    std::vector<NodeIndex> m_byId; ///< id to index; ids are dense
    std::vector<NodeIndex> m_parent, m_firstChild, m_lastChild, m_nextSibling;
    std::vector<std::uint16_t> m_epoch;
    std::vector<std::uint8_t> m_operator, m_difficulty, m_override, m_ratings;
    std::vector<bool> m_eliminated, m_removed;
    std::vector<std::uint32_t> m_firedRules;
    std::vector<std::uint16_t> m_responses, m_ratingSum;
    std::vector<std::string> m_operatorKeys{""}, m_ruleKeys;
    NodeIndex m_firstRoot = noNode, m_lastRoot = noNode;
    int m_count = 0;
};

/// The counts that `evol stats` prints; keys are those of the operators and rules.
struct PoolStatistics {
    std::int64_t instructions = 0, seeds = 0, kept = 0, eliminated = 0, overridden = 0, responses = 0;
    std::vector<std::int64_t> byEpoch;      ///< index: epoch
    std::vector<std::int64_t> byDifficulty; ///< index: 0 (not scored) to 10
    std::vector<std::pair<std::string, std::int64_t>> byOperator, byRule; ///< in order of key
};

PoolStatistics statistics(const Pool &pool);

} // namespace evol
