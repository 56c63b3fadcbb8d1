// SPDX-License-Identifier: GPL-3.0-or-later
// The skeleton of a project in memory: what every node needs for drawing, filtering and counting, in flat
// arrays (about 52 bytes a node). Texts stay in the store. Not thread-safe; a Document's lives on its thread.
#pragma once

#include "domain/change.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evol {

/// Position of a node in the arrays; stable while the pool lives, also over removal and re-adding. A pool made
/// of rows has its nodes in preorder, so walking a tree reads the arrays from front to back; later ones follow.
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
    std::string_view overriddenBy;
    int responses = 0;
    int ratingSum = 0;
    int ratings = 0;
    std::string_view model;   ///< that wrote it; empty: a person or a file
    std::int64_t created = 0; ///< milliseconds since 1970, UTC; kept to the second, up to the year 2106
    bool edited = false;      ///< its wording is a person's
    bool flagged = false;
    bool noted = false;
};

class Pool
{
public:
    Pool() = default;
    /// Of rows in any order. A row whose parent is not among them becomes a root.
    explicit Pool(const std::vector<PoolRow> &rows);

    /// Parents must come before their children.
    void add(const PoolRow &row);
    /// Applies a stored change; `from` values must be filled in. time: when it was made, milliseconds since 1970.
    void apply(const Change &change, std::int64_t time = 0);
    void setTag(NodeIndex n, std::string_view tag, bool on);

    int size() const { return static_cast<int>(m_id.size()); } ///< nodes ever seen, removed ones included
    int count() const { return m_count; }                      ///< nodes present
    bool contains(InstructionId id) const;
    NodeIndex indexOf(InstructionId id) const; ///< noNode where absent or removed
    NodeIndex formerIndexOf(InstructionId id) const; ///< also of a removed one
    bool isRemoved(NodeIndex n) const { return m_bits[n] & Removed; }

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
    State state(NodeIndex n) const
    {
        return m_override[n] ? static_cast<State>(m_override[n] - 1) : judged(n); // as Decision, less one
    }
    State judged(NodeIndex n) const { return m_bits[n] & Eliminated ? State::Eliminated : State::Kept; }
    bool isOverridden(NodeIndex n) const { return m_override[n] != 0; }
    const std::string &overriddenBy(NodeIndex n) const { return m_personKeys[m_overriddenBy[n]]; }
    std::uint32_t firedRules(NodeIndex n) const { return m_firedRules[n]; }
    int responses(NodeIndex n) const { return m_responses[n]; }
    double rating(NodeIndex n) const { return double(m_ratingSum[n]) / std::max<int>(m_ratings[n], 1); } ///< mean stars; 0: none
    const std::string &model(NodeIndex n) const { return m_modelKeys[m_model[n]]; }
    std::int64_t created(NodeIndex n) const { return std::int64_t{m_created[n]} * 1000; } ///< ms since 1970; 0: unknown
    bool isEdited(NodeIndex n) const { return m_bits[n] & Edited; }
    bool isFlagged(NodeIndex n) const { return m_bits[n] & Flagged; }
    bool isNoted(NodeIndex n) const { return m_bits[n] & Noted; }
    /// Of the numbered tag in tagKeys().
    bool hasTag(NodeIndex n, int tag) const;
    /// A bit for each node, 64 to a word; ends with the last node that has the tag.
    const std::vector<std::uint64_t> &tagged(int tag) const { return m_tagged[static_cast<std::size_t>(tag)]; }

    /// Numbers of the keys, for counting over all nodes: positions in the lists below.
    int operatorNumber(NodeIndex n) const { return m_operator[n]; }
    int modelNumber(NodeIndex n) const { return m_model[n]; }
    int personNumber(NodeIndex n) const { return m_overriddenBy[n]; } ///< 0: nobody
    const std::vector<std::string> &operatorKeys() const { return m_operatorKeys; } ///< [0] is a seed's, empty
    const std::vector<std::string> &modelKeys() const { return m_modelKeys; }       ///< [0] is empty
    const std::vector<std::string> &personKeys() const { return m_personKeys; }     ///< [0] is empty
    const std::vector<std::string> &tagKeys() const { return m_tagKeys; }
    /// Number of a rule's key in firedRules bit masks, 0 to 31; gives one to a new key.
    int ruleIndex(std::string_view key);
    const std::vector<std::string> &ruleKeys() const { return m_ruleKeys; }

    std::size_t bytes() const; ///< of the arrays, as reserved

    /// The instructions the next epoch starts from, in order of id: kept, and no child of theirs is kept.
    std::vector<InstructionId> nextEpoch() const;
    int lastEpoch() const;

private:
    enum Bit : std::uint8_t { Eliminated = 1, Removed = 2, Edited = 4, Flagged = 8, Noted = 16 };

    void reserve(std::size_t nodes);
    NodeIndex append(InstructionId id, InstructionId parent);
    void link(NodeIndex n);
    void unlink(NodeIndex n);
    void set(NodeIndex n, Bit bit, bool on);
    void applyTo(NodeIndex n, const Change &change);
    void applyVerdict(NodeIndex n, const std::optional<Verdict> &verdict);
    void applyOverride(NodeIndex n, const std::optional<Override> &override);
    void applyRating(NodeIndex n, const std::optional<Rating> &rating, int sign);

    std::vector<InstructionId> m_id;
    std::vector<NodeIndex> m_byId; ///< id to index; ids are dense
    std::vector<NodeIndex> m_parent, m_firstChild, m_lastChild, m_nextSibling;
    std::vector<std::uint32_t> m_firedRules, m_created;
    std::vector<std::uint16_t> m_epoch, m_responses, m_ratingSum, m_model, m_overriddenBy;
    std::vector<std::uint8_t> m_operator, m_difficulty, m_override, m_ratings, m_bits;
    std::vector<std::vector<std::uint64_t>> m_tagged; ///< by tag
    std::vector<std::string> m_operatorKeys{""}, m_modelKeys{""}, m_personKeys{""}, m_ruleKeys, m_tagKeys;
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
