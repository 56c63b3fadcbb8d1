// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person checks the eliminator, one instruction after another, with the keys alone: A agrees with it, O
// overrules it, both saved at once as a decision with a reason. GUI thread.
#pragma once

#include "ui/panels/overlay_pane.h"
#include "ui/panels/review_queue.h"

#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>

#include <stop_token>

class QKeyEvent;
class QProgressBar;

namespace evol {

class ReadingView;
class ReviewBar;
class TogetherBar;

class ReviewPane : public OverlayPane
{
    Q_OBJECT
public:
    explicit ReviewPane(QWidget *parent);
    ~ReviewPane() override;

    void setProject(Project *project);
    /// Goes on where one left, or with the eliminated ones that nobody has decided on.
    void review();
    /// size 0: as proposed.
    void start(AuditKind kind, std::int64_t size, std::uint64_t seed);
    ReviewQueue &queue() { return m_queue; }

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id); ///< in the tree; the pane is closed, and review() goes on
    void calibrationAsked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool isLeavingKey(int key) const override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeFoot();
    void connectParts();
    void makeReason();
    void begin(const AuditPlan &plan);
    void findBorderlineOnes(AuditPlan plan);
    void stopFinding();
    void showItem();
    void showCounts();
    QString nothingHtml() const;
    bool handleKey(const QKeyEvent &key);
    bool isOurKey(const QKeyEvent &key) const;
    void scroll(int steps);
    void decide(Say say);
    void decideTogether();
    void askTogether(Say say);
    void leaveTogether();
    void showPlaceholder();
    std::vector<Change> overrides(Say say, const std::vector<InstructionId> &ids, const QString &reason) const;
    void apply(const QString &label, std::vector<Change> changes, InstructionId first);
    void remember(const QString &reason);
    void loadReasons();
    bool isWritable() const { return m_project && !m_project->isReadOnly(); }

    Project *m_project = nullptr;
    ReviewQueue m_queue;
    std::stop_source m_finding;
    bool m_isFinding = false;
    int m_findings = 0; ///< number of the newest search: the results of older ones are dropped
    ReviewBar *m_bar;
    QProgressBar *m_busy;
    ReadingView *m_text;
    QLabel *m_head, *m_state, *m_hint;
    TogetherBar *m_together;
    QLineEdit *m_reason;
    QStringListModel m_reasons;
    QPushButton *m_agree, *m_overrule, *m_skip;
};

} // namespace evol
