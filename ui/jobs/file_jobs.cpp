// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; files are read on the document's writer and written in the thread pool.
#include "ui/jobs/file_jobs.h"

#include "dataset/export_formats.h"
#include "editing/project_dataset.h"
#include "editing/project_import.h"
#include "storage/project_file.h"
#include "ui/background.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>

namespace evol {

namespace {

constexpr std::size_t refusedShown = 3;

QString shownPath(const std::string &path)
{
    return QFileInfo(QString::fromStdString(path)).fileName();
}

Result<ExportReport> exportNow(const std::string &project, const ExportRequest &request, const ExportOptions &options)
{
    auto reader = openProjectReadOnly(project);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    const auto format = exportFormat(request.format);
    if (!format)
        return tl::unexpected<Error>(format.error());
    const auto pool = (*reader)->pool();
    if (!pool)
        return tl::unexpected<Error>(pool.error());
    ProjectDataset dataset(*pool, **reader, request.filter);
    return exportToFile(dataset, **format, request.path, options);
}

QString importSummary(const QString &file, const ImportReport &report)
{
    const QLocale locale;
    const auto number = [&](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    QString text = FileJobs::tr("%1: %2 read, %3 added.").arg(file, number(report.read), number(report.accepted));
    if (report.duplicates > 0)
        text += FileJobs::tr(" %1 were there already.").arg(number(report.duplicates));
    if (report.refusedCount > 0)
        text += FileJobs::tr(" %1 were refused:").arg(number(report.refusedCount));
    for (std::size_t i = 0; i < report.refused.size() && i < refusedShown; ++i)
        text += FileJobs::tr(" line %1, %2").arg(report.refused[i].line).arg(QString::fromStdString(report.refused[i].reason));
    return text;
}

} // namespace

void FileJobs::setProject(Project *project)
{
    cancel();
    m_project = project;
    m_cancelled.reset();
}

bool FileJobs::begin(const QString &text)
{
    if (!m_project)
        return false;
    if (isBusy()) {
        Q_EMIT failed({ErrorKind::Refused, tr("One file is being read or written already. Wait for it, or cancel it.").toStdString()});
        return false;
    }
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    Q_EMIT progressed(text, 0, 0);
    return true;
}

std::function<void(std::int64_t, std::int64_t)> FileJobs::reporter(const QString &text)
{
    // The other thread may outlive the window: it posts to the application, which looks whether this is still here.
    return [self = QPointer<FileJobs>(this), job = m_cancelled, text](std::int64_t done, std::int64_t total) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, job, text, done, total] {
                if (self && self->m_cancelled == job)
                    Q_EMIT self->progressed(text, done, total);
            },
            Qt::QueuedConnection);
    };
}

void FileJobs::importSeeds(const QString &path, const std::string &format)
{
    const QString file = QFileInfo(path).fileName();
    const QString text = tr("Importing %1").arg(file);
    if (!begin(text))
        return;
    ImportRequest request;
    request.path = path.toStdString();
    request.format = format;
    request.progress = reporter(text);
    request.cancelled = m_cancelled;
    importInto(m_project->document(), std::move(request),
               [self = QPointer<FileJobs>(this), job = m_cancelled, file](const Result<ImportOutcome> &outcome) {
                   if (!self || self->m_cancelled != job)
                       return;
                   if (outcome)
                       self->end(importSummary(file, outcome->report), nullptr);
                   else
                       self->end({}, &outcome.error());
               });
}

void FileJobs::exportDataset(const ExportRequest &request)
{
    const QString text = tr("Exporting %1").arg(shownPath(request.path));
    if (!begin(text))
        return;
    ExportOptions options;
    options.seed = request.seed;
    options.progress = [report = reporter(text), cancelled = m_cancelled](std::int64_t done, std::int64_t total) -> Result<> {
        report(done, total);
        if (*cancelled)
            return fail(ErrorKind::Cancelled, "Cancelled.");
        return {};
    };
    inBackground(
        this, [project = m_project->document().path(), request, options] { return exportNow(project, request, options); },
        [this, job = m_cancelled, path = request.path](const Result<ExportReport> &report) {
            if (m_cancelled != job)
                return;
            if (!report)
                return end({}, &report.error());
            const QLocale locale;
            QString summary = tr("Rows written to %2: %1.").arg(locale.toString(static_cast<qlonglong>(report->written)),
                                                              QDir::toNativeSeparators(QString::fromStdString(path)));
            if (report->withoutResponse > 0)
                summary += tr(" %1 without a response were left out.").arg(locale.toString(static_cast<qlonglong>(report->withoutResponse)));
            end(summary, nullptr);
        });
}

void FileJobs::end(const QString &summary, const Error *error)
{
    m_cancelled.reset();
    Q_EMIT ended(summary);
    if (error && error->kind != ErrorKind::Cancelled)
        Q_EMIT failed(*error);
}

void FileJobs::cancel()
{
    if (m_cancelled)
        *m_cancelled = true;
}

} // namespace evol
