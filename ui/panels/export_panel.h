// SPDX-License-Identifier: GPL-3.0-or-later
// Where one says how to export a dataset, and sees how many rows it will have. Stands in the inspector's place
// while it is open. GUI thread.
#pragma once

#include "ui/jobs/file_jobs.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace evol {

class EpochTable;

class ExportPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ExportPanel(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Counts the rows anew.
    void refresh();
    QString suffix() const; ///< of the chosen format, without its dot
    QString formatTitle() const;
    ExportRequest request() const; ///< without its path

Q_SIGNALS:
    void exportAsked();
    void failed(const evol::Error &error);
    void closed();

private:
    int upTo() const; ///< the last epoch to export
    void showEpochs();

    Project *m_project = nullptr;
    EpochTable *m_epochs;
    QLabel *m_advice;
    QComboBox *m_format, *m_upTo;
    QLineEdit *m_seed;
    QLabel *m_rows;
    QPushButton *m_export;
};

} // namespace evol
