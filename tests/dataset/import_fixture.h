// SPDX-License-Identifier: GPL-3.0-or-later
// What the import tests share: importing a file or bytes and collecting what came of it. Test thread only.
#pragma once

#include "dataset/dataset_import.h"

#include <QBuffer>
#include <QByteArray>

#include <string>
#include <vector>

namespace evol {

struct Imported {
    Result<ImportReport> report = fail(ErrorKind::InvalidInput, "not run");
    std::vector<ImportedRow> rows;

    std::string error() const { return report ? std::string() : report.error().message; }
    std::vector<std::string> instructions() const
    {
        std::vector<std::string> texts;
        for (const auto &row : rows)
            texts.push_back(row.instruction);
        return texts;
    }
    std::vector<std::int64_t> refusedLines() const
    {
        std::vector<std::int64_t> lines;
        if (report) {
            for (const auto &refused : report->refused)
                lines.push_back(refused.line);
        }
        return lines;
    }
    std::string reason(std::size_t i) const
    {
        return report && i < report->refused.size() ? report->refused[i].reason : std::string();
    }
    /// Every record ends in exactly one count, and every accepted one was handed over.
    bool countsAddUp() const
    {
        return report && report->read == report->accepted + report->duplicates + report->refusedCount
            && report->accepted == static_cast<std::int64_t>(rows.size());
    }
};

inline Imported importPath(const std::string &path, const ImportOptions &options = {})
{
    Imported imported;
    imported.report = importFile(path, options, [&](ImportedRow row) {
        imported.rows.push_back(std::move(row));
        return Result<void>();
    });
    return imported;
}

inline Imported importFixture(const std::string &name, const ImportOptions &options = {})
{
    return importPath(EVOL_TESTS_DIR "/dataset/fixtures/" + name, options);
}

inline Imported importDevice(QIODevice &device, const std::string &name, const ImportOptions &options = {})
{
    Imported imported;
    imported.report = importFrom(device, name, options, [&](ImportedRow row) {
        imported.rows.push_back(std::move(row));
        return Result<void>();
    });
    return imported;
}

inline Imported importBytes(const QByteArray &bytes, const std::string &name, const ImportOptions &options = {})
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return importDevice(buffer, name, options);
}

} // namespace evol
