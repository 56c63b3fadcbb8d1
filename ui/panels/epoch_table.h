// SPDX-License-Identifier: GPL-3.0-or-later
// The epochs as training sets, with the dev score of each, which one types in: the best is marked (Evol Stop). GUI
// thread.
#pragma once

#include "ui/project.h"

#include <QTableWidget>

namespace evol {

class EpochTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit EpochTable(QWidget *parent = nullptr);

    void setProject(Project *project);
    /// Reads the epochs anew.
    void refresh();
    /// A sentence on where to stop; empty: nothing is known.
    QString advice() const { return m_advice; }

Q_SIGNALS:
    void failed(const evol::Error &error);

private:
    void take(int row, int column);

    Project *m_project = nullptr;
    QString m_advice;
};

} // namespace evol
