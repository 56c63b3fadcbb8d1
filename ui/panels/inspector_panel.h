// SPDX-License-Identifier: GPL-3.0-or-later
// The selected instruction at the right: what it is, its text with what is new marked, its response, verdict,
// lineage, history and exchanges, and the line on which a person gives a reason. GUI thread.
#pragma once

#include "ui/panels/inspector_page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include <optional>

namespace evol {

class ExchangePage;
class MarkBar;
class ReadingView;
class ResponsePage;

class InspectorPanel : public QWidget
{
    Q_OBJECT
public:
    enum Tab { ResponseTab, VerdictTab, LineageTab, HistoryTab, RawTab };

    explicit InspectorPanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// current: the one that is shown; a decision is about all of `selection`.
    void showSelection(InstructionId current, const std::vector<InstructionId> &selection);
    InstructionId shown() const { return m_shown; }
    void showTab(Tab tab);
    void rate(int stars);
    /// Asks on the reason line; Enter decides, Escape gives up.
    void askReason(Decision decision);
    QString takeReason(); ///< what stands on the line, which is cleared
    MarkBar &marks() { return *m_marks; }
    ExchangePage &exchanges() { return *m_exchanges; }
    /// The response that is shown; empty: none.
    std::optional<Response> response() const;

Q_SIGNALS:
    void instructionAsked(evol::InstructionId id);
    void decided(evol::Decision decision, const QString &reason);
    void failed(const evol::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeDecisions();
    void makeTabs();
    void refresh();
    void showHead();
    void showText();
    void showPage();
    void forgetReason();
    void decide(Decision decision);

    Project *m_project = nullptr;
    QMetaObject::Connection m_connection;
    InstructionId m_shown = 0;
    std::size_t m_selected = 0;
    Decision m_asked = Decision::Eliminate;
    QLabel *m_title, *m_state, *m_facts;
    QToolButton *m_showRemoved;
    ReadingView *m_text;
    QTabWidget *m_tabs;
    ResponsePage *m_response;
    ExchangePage *m_exchanges;
    MarkBar *m_marks;
    QLineEdit *m_reason;
    QPushButton *m_keep, *m_eliminate;
};

} // namespace evol
