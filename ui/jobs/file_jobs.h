// SPDX-License-Identifier: GPL-3.0-or-later
// Imports and exports of an open project, one at a time, off the window's thread, with progress and a way to
// cancel. GUI thread.
#pragma once

#include "domain/filter.h"
#include "ui/project.h"

#include <atomic>
#include <memory>
#include <string>

namespace evol {

struct ExportRequest {
    std::string path;
    std::string format; ///< key of an export format
    std::uint64_t seed = 0;
    Filter filter;
};

class FileJobs : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void setProject(Project *project);
    bool isBusy() const { return m_cancelled != nullptr; }
    void importSeeds(const QString &path, const std::string &format);
    void exportDataset(const ExportRequest &request);

public Q_SLOTS:
    void cancel();

Q_SIGNALS:
    void progressed(const QString &text, qint64 done, qint64 total);
    void ended(const QString &summary); ///< empty: cancelled
    void failed(const evol::Error &error);

private:
    bool begin(const QString &text);
    void end(const QString &summary, const Error *error);
    std::function<void(std::int64_t, std::int64_t)> reporter(const QString &text);

    Project *m_project = nullptr;
    std::shared_ptr<std::atomic<bool>> m_cancelled; ///< null: nothing is being done
};

} // namespace evol
