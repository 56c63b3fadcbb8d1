// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; reading ahead runs in the thread pool.
#include "ui/panels/review_queue.h"

#include "ui/background.h"

#include <algorithm>
#include <map>

namespace evol {

namespace {

constexpr int ahead = 8;
constexpr int mostHeld = 64;

std::uint32_t bitOf(const Pool &pool, const std::string &rule)
{
    const auto &keys = pool.ruleKeys();
    const auto found = std::find(keys.begin(), keys.end(), rule);
    return found == keys.end() ? 0 : 1u << (found - keys.begin());
}

} // namespace

ReviewQueue::ReviewQueue(QObject *parent) : QObject(parent), m_items(mostHeld) {}

void ReviewQueue::setProject(Project *project)
{
    disconnect(m_connection);
    ++m_generation;
    m_project = project;
    m_reader = project ? BackgroundReader(project->document()) : BackgroundReader();
    m_isReading = false;
    m_isStarted = false;
    m_rule.clear();
    m_all.clear();
    m_ids.clear();
    m_way.clear();
    m_items.clear();
    m_stale.clear();
    m_position = 0;
    if (project)
        m_connection = connect(&project->document(), &Document::changed, this, &ReviewQueue::takeChanges);
    Q_EMIT moved();
}

void ReviewQueue::start(const AuditPlan &plan)
{
    m_plan = plan;
    m_isStarted = true;
    m_rule.clear();
    m_all.clear();
    if (m_project) {
        AuditPlan drawn = plan;
        if (plan.kind == AuditKind::Eliminated)
            drawn.size = m_project->pool().size();
        for (const NodeIndex node : drawAudit(m_project->pool(), drawn)) {
            if (plan.kind != AuditKind::Eliminated || !m_project->pool().isOverridden(node))
                m_all.push_back(m_project->pool().id(node));
        }
    }
    fill();
}

void ReviewQueue::setRule(const std::string &rule)
{
    m_rule = rule;
    fill();
}

void ReviewQueue::fill()
{
    m_ids = m_all;
    if (m_project && !m_rule.empty()) {
        const Pool &pool = m_project->pool();
        const std::uint32_t bit = bitOf(pool, m_rule);
        std::erase_if(m_ids, [&](InstructionId id) {
            const NodeIndex node = pool.indexOf(id);
            return node == noNode || (pool.firedRules(node) & bit) == 0;
        });
    }
    m_way.clear();
    moveTo(nextOpen(0));
}

std::vector<std::pair<std::string, int>> ReviewQueue::rules() const
{
    std::map<std::string, int> counts;
    if (!m_project)
        return {};
    const Pool &pool = m_project->pool();
    for (const InstructionId id : m_all) {
        const NodeIndex node = pool.indexOf(id);
        const std::uint32_t fired = node == noNode ? 0 : pool.firedRules(node);
        for (std::size_t rule = 0; fired != 0 && rule < pool.ruleKeys().size(); ++rule) {
            if (fired >> rule & 1u)
                ++counts[pool.ruleKeys()[rule]];
        }
    }
    return {counts.begin(), counts.end()};
}

InstructionId ReviewQueue::current() const
{
    return m_position < size() ? m_ids[static_cast<std::size_t>(m_position)] : 0;
}

const ReviewItem *ReviewQueue::item()
{
    const InstructionId id = current();
    if (id == 0 || !m_project)
        return nullptr;
    if (!m_items.contains(id)) {
        // Of the first of a queue, or of one gone back to: a few point queries, as for an instruction that is clicked.
        auto read = readReviewItem(m_project->document().reader(), id);
        if (!read)
            return nullptr;
        m_items.insert(id, new ReviewItem(std::move(*read)));
    }
    return m_items.object(id);
}

ReviewQueue::Counts ReviewQueue::counts() const
{
    Counts counts;
    for (const InstructionId id : m_ids) {
        const NodeIndex node = m_project->pool().indexOf(id);
        if (node == noNode || !m_project->pool().isOverridden(node))
            continue;
        ++counts.decided;
        counts.overruled += m_project->pool().state(node) != m_project->pool().judged(node);
    }
    return counts;
}

std::vector<InstructionId> ReviewQueue::alike(Alike how) const
{
    std::vector<InstructionId> ids;
    if (current() == 0)
        return ids;
    const Pool &pool = m_project->pool();
    const NodeIndex here = pool.indexOf(current());
    for (const InstructionId id : m_ids) {
        const bool isCurrent = id == current();
        if (!isCurrent && !isOpen(id))
            continue;
        const NodeIndex node = pool.indexOf(id);
        if (isCurrent || how == Alike::All || pool.firedRules(node) == pool.firedRules(here))
            ids.push_back(id);
    }
    return ids;
}

bool ReviewQueue::isOpen(InstructionId id) const
{
    const NodeIndex node = m_project->pool().indexOf(id);
    return node != noNode && !m_project->pool().isOverridden(node);
}

int ReviewQueue::nextOpen(int from) const
{
    const auto found = std::find_if(m_ids.begin() + std::min(from, size()), m_ids.end(), [this](InstructionId id) { return isOpen(id); });
    return static_cast<int>(found - m_ids.begin());
}

void ReviewQueue::goOn()
{
    if (m_position < size())
        m_way.push_back(m_position);
    moveTo(nextOpen(m_position < size() ? m_position + 1 : 0));
}

bool ReviewQueue::goBack()
{
    if (m_way.empty())
        return false;
    const int position = m_way.back();
    m_way.pop_back();
    moveTo(position);
    return true;
}

void ReviewQueue::goTo(InstructionId id)
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    if (found == m_ids.end())
        return;
    const int position = static_cast<int>(found - m_ids.begin());
    while (!m_way.empty() && m_way.back() >= position)
        m_way.pop_back();
    moveTo(position);
}

void ReviewQueue::moveTo(int position)
{
    m_position = position;
    Q_EMIT moved();
    readAhead();
}

void ReviewQueue::takeChanges(const std::vector<Change> &changes)
{
    if (!m_isStarted)
        return;
    bool isCurrent = false;
    bool isDecision = false;
    InstructionId takenBack = 0;
    for (const Change &change : changes) {
        const InstructionId id = subject(change);
        if (m_isReading)
            m_stale.insert(id);
        // The words of a parent are what its children are compared with.
        if (std::holds_alternative<EditInstruction>(change))
            m_items.clear();
        m_items.remove(id);
        isCurrent |= id != 0 && id == current();
        const auto *decided = std::get_if<SetOverride>(&change);
        isDecision |= decided != nullptr;
        if (decided && !decided->to)
            takenBack = id;
    }
    if (takenBack != 0 && takenBack != current())
        goTo(takenBack);
    else if (isCurrent)
        Q_EMIT moved();
    if (isDecision)
        Q_EMIT counted();
}

void ReviewQueue::readAhead()
{
    if (m_isReading || !m_project)
        return;
    std::vector<InstructionId> wanted;
    int position = m_position;
    for (int i = 0; i < ahead && position < size(); ++i) {
        const InstructionId id = m_ids[static_cast<std::size_t>(position)];
        if (!m_items.contains(id))
            wanted.push_back(id);
        position = nextOpen(position + 1);
    }
    if (wanted.empty())
        return;
    m_isReading = true;
    inBackground(
        this,
        [reader = m_reader, wanted]() mutable -> Items {
            Items items;
            const auto opened = reader.get();
            for (const InstructionId id : wanted) {
                items.emplace_back(id, opened ? readReviewItem(**opened, id)
                                              : Result<ReviewItem>(tl::unexpected<Error>(opened.error())));
            }
            return items;
        },
        [this, generation = m_generation](Items items) {
            if (generation == m_generation)
                take(std::move(items));
        });
}

void ReviewQueue::take(Items items)
{
    m_isReading = false;
    bool isRead = false;
    for (auto &[id, item] : items) {
        if (!item || m_stale.contains(id) || m_items.contains(id))
            continue;
        m_items.insert(id, new ReviewItem(std::move(*item)));
        isRead = true;
    }
    m_stale.clear();
    // One may have gone on past all of them by now. What cannot be read is not asked for again.
    if (isRead)
        readAhead();
}

} // namespace evol
