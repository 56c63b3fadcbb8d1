// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of instructions, row by row. Any thread.
#include "dataset/dataset_import.h"

#include "dataset/import_formats.h"
#include "dataset/json_fields.h"
#include "dataset/record_file.h"

#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace evol {

namespace {

constexpr std::int64_t rowsBetweenProgress = 256;

/// One import from start to end.
class Import
{
public:
    Import(QIODevice &device, std::string name, const ImportOptions &options, const TakeRow &take)
        : m_file(device, std::move(name))
        , m_options(options)
        , m_take(take)
    {
    }

    Result<ImportReport> run();

private:
    Result<void> chooseFormat();
    Result<ImportedRow> rowOf(const RawRecord &record) const;
    Result<void> add(const RawRecord &record);
    void refuse(std::int64_t line, std::string reason);
    Result<void> reportProgress();

    RecordFile m_file;
    const ImportOptions &m_options;
    const TakeRow &m_take;
    const ImportFormat *m_format = nullptr;
    InstructionDigests m_seen;
    ImportReport m_report;
};

Result<ImportReport> Import::run()
{
    if (const auto chosen = chooseFormat(); !chosen)
        return tl::unexpected(chosen.error());
    m_report.format = m_format->key();
    for (;;) {
        const auto record = m_file.next();
        if (!record)
            return tl::unexpected(record.error());
        if (!*record)
            break;
        if (const auto added = add(**record); !added)
            return tl::unexpected(added.error());
    }
    if (m_report.read == 0)
        return fail(ErrorKind::InvalidInput, m_file.name() + " holds no records; choose a file with instructions.");
    if (const auto shown = reportProgress(); !shown)
        return tl::unexpected(shown.error());
    return std::move(m_report);
}

Result<void> Import::chooseFormat()
{
    if (m_options.format.empty()) {
        if (auto opened = m_file.open(std::nullopt); !opened)
            return opened;
        return m_file.recognise(importFormatKeys(), [this](const FileSample &sample) {
            const auto &all = importFormats();
            const auto found = std::find_if(all.begin(), all.end(), [&](const ImportFormat *f) { return f->recognises(sample); });
            m_format = found == all.end() ? nullptr : *found;
            return m_format != nullptr;
        });
    }
    const auto format = importFormat(m_options.format);
    if (!format)
        return tl::unexpected(format.error());
    m_format = *format;
    return m_file.open(m_format->shape());
}

Result<ImportedRow> Import::rowOf(const RawRecord &record) const
{
    if (!record.problem.empty())
        return fail(ErrorKind::InvalidInput, record.problem);
    if (m_format->shape() == RecordShape::Json) {
        return parseObject(record.bytes).and_then([&](const nlohmann::json &object) { return m_format->read(object); });
    }
    return checkText(record.bytes).and_then([&] { return m_format->read(nlohmann::json(record.bytes)); });
}

Result<void> Import::add(const RawRecord &record)
{
    if (m_report.read % rowsBetweenProgress == 0) {
        if (auto shown = reportProgress(); !shown)
            return shown;
    }
    ++m_report.read;
    auto row = rowOf(record);
    if (!row) {
        refuse(record.line, std::move(row.error().message));
        return {};
    }
    row->line = record.line;
    if (m_options.duplicates == Duplicates::Leave) {
        const auto digest = instructionDigest(row->instruction, row->context);
        const bool known = m_options.known && m_options.known->contains(digest);
        if (known || !m_seen.insert(digest).second) {
            ++m_report.duplicates;
            return {};
        }
    }
    ++m_report.accepted;
    return m_take(std::move(*row));
}

void Import::refuse(std::int64_t line, std::string reason)
{
    ++m_report.refusedCount;
    if (m_report.refused.size() < ImportReport::maximumRefusedKept)
        m_report.refused.push_back({line, std::move(reason)});
}

Result<void> Import::reportProgress()
{
    return m_options.progress ? m_options.progress(m_file.bytesRead(), m_file.size()) : Result<void>();
}

} // namespace

Result<ImportReport> importFrom(QIODevice &device, const std::string &name, const ImportOptions &options,
                                const TakeRow &take)
{
    return Import(device, name, options, take).run();
}

Result<ImportReport> importFile(const std::string &path, const ImportOptions &options, const TakeRow &take)
{
    return openRecords(path).and_then([&](const std::unique_ptr<QFile> &file) {
        return importFrom(*file, QFileInfo(*file).fileName().toStdString(), options, take);
    });
}

} // namespace evol
