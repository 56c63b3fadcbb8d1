// SPDX-License-Identifier: GPL-3.0-or-later
// The instructions a person reviews, one after another: where one is, what has been decided of them, and the next few
// read ahead on another thread. GUI thread.
#pragma once

#include "evolution/audit_sample.h"
#include "ui/background_reader.h"
#include "ui/panels/review_item.h"
#include "ui/project.h"

#include <QCache>

#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace evol {

/// What a person says of a verdict.
enum class Say { Agree, Overrule };

class ReviewQueue : public QObject
{
    Q_OBJECT
public:
    explicit ReviewQueue(QObject *parent = nullptr);

    void setProject(Project *project);
    /// Of the eliminated ones, all that nobody has decided on yet; of the others what the plan draws. Begins with the
    /// first that is not decided.
    void start(const AuditPlan &plan);
    const AuditPlan &plan() const { return m_plan; }
    bool isStarted() const { return m_isStarted; }
    /// Only those on which the rule fired; empty: all.
    void setRule(const std::string &rule);
    const std::string &rule() const { return m_rule; }
    /// The rules that fired in the queue, whatever the filter, and how often; in order of key.
    std::vector<std::pair<std::string, int>> rules() const;

    int all() const { return static_cast<int>(m_all.size()); } ///< whatever the rule
    int size() const { return static_cast<int>(m_ids.size()); }
    int position() const { return m_position; } ///< size(): past the end
    InstructionId current() const;              ///< 0 past the end
    /// Null past the end, or where it cannot be read.
    const ReviewItem *item();

    struct Counts {
        int decided = 0, overruled = 0;
    };
    Counts counts() const;
    /// The next few are there, or cannot be read.
    bool isReadAhead() const { return !m_isReading; }
    /// Those not decided, the current one among them: all, or with the same rules as the current one.
    enum class Alike { All, Rules };
    std::vector<InstructionId> alike(Alike how) const;

    /// To the next that is not decided; from past the end it starts over with those left out.
    void goOn();
    /// To where one was before; false: that was the first.
    bool goBack();
    void goTo(InstructionId id);

Q_SIGNALS:
    void moved();   ///< another one is current, or it reads differently now
    void counted(); ///< something was decided or taken back

private:
    bool isOpen(InstructionId id) const;
    void fill();
    void moveTo(int position);
    int nextOpen(int from) const;
    void takeChanges(const std::vector<Change> &changes);
    void readAhead();
    using Items = std::vector<std::pair<InstructionId, Result<ReviewItem>>>;
    void take(Items items);

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    BackgroundReader m_reader;
    AuditPlan m_plan;
    bool m_isStarted = false;
    std::string m_rule;
    std::vector<InstructionId> m_all, m_ids; ///< of the plan; of them those of the rule
    int m_position = 0;
    std::vector<int> m_way; ///< positions one came by
    QCache<InstructionId, ReviewItem> m_items;
    bool m_isReading = false;
    int m_generation = 0;                       ///< of the project: what is read of an older one is dropped
    std::unordered_set<InstructionId> m_stale;  ///< changed while they were being read
};

} // namespace evol
