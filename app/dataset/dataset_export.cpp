// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a dataset, shuffled with a seed. Any thread.
#include "dataset/dataset_export.h"

#include "dataset/shuffle.h"
#include "dataset/utf8.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace evol {

namespace {

constexpr std::size_t bytesBetweenWrites = 64 * 1024;
constexpr std::int64_t rowsBetweenProgress = 256;

/// Collects texts, so that small rows do not cost a write each.
class Output
{
public:
    explicit Output(QIODevice &device) : m_device(device) {}

    Result<void> add(const std::string &text)
    {
        m_pending += text;
        return m_pending.size() < bytesBetweenWrites ? Result<void>() : flush();
    }

    Result<void> flush()
    {
        // A disk that is nearly full takes a part, and says why it takes no more only when asked again.
        std::string_view left = m_pending;
        while (!left.empty()) {
            const auto count = m_device.write(left.data(), static_cast<qint64>(left.size()));
            if (count <= 0)
                return fail(ErrorKind::Io, "Writing the dataset failed: " + m_device.errorString().toStdString() + ".");
            left.remove_prefix(static_cast<std::size_t>(count));
        }
        m_pending.clear();
        return {};
    }

private:
    QIODevice &m_device;
    std::string m_pending;
};

Result<ExportReport> writeRows(DatasetSource &source, const std::vector<InstructionId> &ids,
                               const ExportFormat &format, Output &output, const ExportOptions &options)
{
    ExportReport report;
    const auto total = static_cast<std::int64_t>(ids.size());
    for (std::int64_t done = 0; done < total; ++done) {
        if (options.progress && done % rowsBetweenProgress == 0) {
            if (const auto shown = options.progress(done, total); !shown)
                return tl::unexpected(shown.error());
        }
        const auto row = source.row(ids[static_cast<std::size_t>(done)]);
        if (!row)
            return tl::unexpected(row.error());
        if (withoutBlanks(row->output).empty()) {
            ++report.withoutResponse;
            continue;
        }
        const auto text = format.row(*row, report.written);
        if (!text)
            return tl::unexpected(text.error());
        if (const auto added = output.add(*text); !added)
            return tl::unexpected(added.error());
        ++report.written;
    }
    return report;
}

} // namespace

Result<ExportReport> exportDataset(DatasetSource &source, const ExportFormat &format, QIODevice &device,
                                   const ExportOptions &options)
{
    auto ids = source.ids();
    if (!ids)
        return tl::unexpected(ids.error());
    std::sort(ids->begin(), ids->end());
    shuffle(*ids, options.seed);

    Output output(device);
    if (const auto begun = output.add(format.begin()); !begun)
        return tl::unexpected(begun.error());
    const auto report = writeRows(source, *ids, format, output, options);
    if (!report)
        return report;
    auto written = output.add(format.end(report->written)).and_then([&] { return output.flush(); });
    if (!written)
        return tl::unexpected(written.error());
    return report;
}

Result<ExportReport> exportToFile(DatasetSource &source, const ExportFormat &format, const std::string &path,
                                  const ExportOptions &options)
{
    const QString qPath = QString::fromStdString(path);
    if (QFileInfo(qPath).isDir())
        return fail(ErrorKind::InvalidInput, path + " is a folder; name a file in it.");
    QSaveFile file(qPath);
    const auto failed = [&] {
        return fail(ErrorKind::Io, path + " cannot be written: " + file.errorString().toStdString()
                                       + ". What was there before is unchanged; free some space or choose another place.");
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    auto report = exportDataset(source, format, file, options);
    // The destructor drops what was written; a failure of the disk is told with the file's name.
    if (!report)
        return file.error() == QFileDevice::NoError ? report : failed();
    // commit() itself overlooks a failure to write what is still buffered, and would put a file cut short
    // in place of the old one.
    if (!file.flush() || !file.commit())
        return failed();
    return report;
}

} // namespace evol
