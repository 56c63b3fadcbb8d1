// SPDX-License-Identifier: GPL-3.0-or-later
// A rater's session over the whole window, by keys alone: one comparison after the other, the next one laid out while this
// one is read. A vote is on disk before the next item shows. Nothing here tells who made an answer. GUI thread.
#pragma once

#include "editing/rating_session.h"
#include "ui/labelling/judgement_draft.h"
#include "ui/labelling/session_time.h"

#include <QFrame>
#include <QLabel>
#include <QProgressBar>

#include <array>
#include <memory>

class QKeyEvent;
class QPushButton;
class QStackedLayout;

namespace evol {

class ComparisonPage;
class JudgementBar;

class SessionPane : public QFrame
{
    Q_OBJECT
public:
    explicit SessionPane(QWidget *parent = nullptr);
    ~SessionPane() override;

    /// Goes on at the first comparison that is open. The document must outlive the session.
    void open(Document &document, std::unique_ptr<RatingSession> session);
    void close(); ///< forgets the session; every vote cast is kept
    const RatingSession *session() const { return m_session.get(); }
    int current() const { return m_current; } ///< -1: all are done
    const JudgementDraft &draft() const { return m_draft; }
    bool isNextReady() const { return m_preparedNumber >= 0; } ///< its texts are laid out

Q_SIGNALS:
    void left();
    void shown(int comparison); ///< -1: the end

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeEnd();
    bool isOurKey(int key, Qt::KeyboardModifiers modifiers) const;
    bool judge(int key);
    bool move(int key);
    void takeKey(int key);
    void goTo(int number);
    void goBack();
    void prepareNext();
    bool fill(ComparisonPage &page, int number);
    void showEnd();
    void showProgress();
    void showDraft();
    void showHelp();
    void afterJudging();
    void cast(Vote vote);
    void askSkip();
    void askNote();
    void toggleFlag();
    void revisitSkipped();
    QString hint() const;
    ComparisonPage &page() { return *m_pages[std::size_t(m_front)]; }
    ComparisonPage &otherPage() { return *m_pages[std::size_t(1 - m_front)]; }

    Document *m_document = nullptr;
    std::unique_ptr<RatingSession> m_session;
    std::unique_ptr<SessionTime> m_time;
    JudgementDraft m_draft;
    std::vector<int> m_path; ///< comparisons shown before, for the way back
    int m_current = -1, m_preparedNumber = -1, m_front = 0;
    bool m_casting = false, m_flagged = false, m_needsHelp = false, m_proposesBreak = false;
    std::vector<int> m_again; ///< skipped ones to go through once more, last first
    QString m_note, m_lastReason;
    std::array<ComparisonPage *, 2> m_pages;
    QStackedLayout *m_stack;
    QWidget *m_end;
    QLabel *m_name, *m_count, *m_pace, *m_endText;
    QPushButton *m_revisit;
    QProgressBar *m_progress;
    JudgementBar *m_bar;
};

} // namespace evol
