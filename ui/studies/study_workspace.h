// SPDX-License-Identifier: GPL-3.0-or-later
// The workspace of preference studies: which there are, what they say, and what can be done with them. GUI thread;
// figures, packs and files are read and written on other threads.
#pragma once

#include "domain/change.h"
#include "domain/study_reader.h"
#include "preference/study_results.h"
#include "ui/file_picker.h"

#include <QListView>
#include <QWidget>

#include <vector>

class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace evol {

class Project;
class ResultsPage;
class StudyForm;

class StudyWorkspace : public QWidget
{
    Q_OBJECT
public:
    explicit StudyWorkspace(FilePicker &files, QWidget *parent = nullptr);

    void setProject(Project *project);
    void setSelection(const std::vector<InstructionId> &selection) { m_selection = selection; }
    void focusList() { m_list->setFocus(); }
    void newStudy();
    void importVotes();
    StudyId current() const { return m_current; } ///< 0: none
    /// Reads nothing and waits for nothing.
    bool isSettled() const { return m_reading == 0; }

Q_SIGNALS:
    void rateAsked(evol::SessionId session);
    void failed(const evol::Error &error);
    void notified(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void takeChanges(const std::vector<Change> &changes);
    void reload();
    void showStudies(const std::vector<StudySummary> &studies);
    void choose(StudyId id);
    void showPage();
    void readResults();
    void makeStudyNow();
    void assignNow();
    void askRater();
    void packNow();
    void mergeNow();
    void toggleClosed();
    void exportAs(const QString &format, const QString &suffix);
    void mergeFile(const QString &path);
    const StudySummary *summary() const;

    /// `work` gets a reader of its own on another thread; `done` comes back unless the project was closed meanwhile.
    template <class Work, class Done>
    void read(Work work, Done done);

    FilePicker &m_files;
    Project *m_project = nullptr;
    std::vector<StudySummary> m_studies;
    std::vector<InstructionId> m_selection;
    StudyId m_current = 0;
    int m_reading = 0, m_generation = 0, m_resultsNumber = 0;
    bool m_isStale = true;
    QListView *m_list;
    QStandardItemModel *m_rows;
    QStackedWidget *m_pages;
    QWidget *m_empty;
    ResultsPage *m_results;
    StudyForm *m_form;
    QPushButton *m_new, *m_assign, *m_rate, *m_pack, *m_merge, *m_close, *m_export;
};

} // namespace evol
