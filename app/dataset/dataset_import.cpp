// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of instructions, row by row. Any thread.
#include "dataset/dataset_import.h"

#include "dataset/byte_source.h"
#include "dataset/import_formats.h"
#include "dataset/json_array_reader.h"
#include "dataset/json_fields.h"
#include "dataset/line_reader.h"
#include "dataset/utf8.h"

#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <deque>
#include <memory>

namespace evol {

namespace {

/// How many records are looked at for one that tells the format, where the first are damaged.
constexpr std::size_t sampleSize = 20;
constexpr std::int64_t rowsBetweenProgress = 256;

/// A JSON list, unless it is text whose first line happens to begin with a bracket.
Result<bool> beginsList(ByteSource &source, const ImportFormat *format)
{
    const auto bytes = source.bytes();
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto first = bytes->find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (*bytes)[first] != '[')
        return false;
    if (format)
        return format->shape() == RecordShape::Json;
    const auto second = bytes->find_first_not_of(" \t\r\n", first + 1);
    return second == std::string_view::npos || (*bytes)[second] == '{' || (*bytes)[second] == ']'
        || std::string_view(source.name()).ends_with(".json");
}

/// One import from start to end.
class Import
{
public:
    Import(QIODevice &device, std::string name, const ImportOptions &options, const TakeRow &take)
        : m_source(device, std::move(name))
        , m_size(device.isSequential() ? 0 : device.size())
        , m_options(options)
        , m_take(take)
    {
    }

    Result<ImportReport> run();

private:
    Result<void> open();
    Result<void> guessFormat();
    Result<std::optional<RawRecord>> next();
    Result<ImportedRow> rowOf(const RawRecord &record) const;
    Result<void> add(const RawRecord &record);
    void refuse(std::int64_t line, std::string reason);
    Result<void> reportProgress();

    ByteSource m_source;
    std::int64_t m_size;
    const ImportOptions &m_options;
    const TakeRow &m_take;
    const ImportFormat *m_format = nullptr;
    std::unique_ptr<RecordReader> m_reader;
    std::deque<RawRecord> m_sampled;
    InstructionDigests m_seen;
    ImportReport m_report;
};

Result<ImportReport> Import::run()
{
    if (const auto opened = open(); !opened)
        return tl::unexpected(opened.error());
    if (!m_format) {
        if (const auto guessed = guessFormat(); !guessed)
            return tl::unexpected(guessed.error());
    }
    m_report.format = m_format->key();
    for (;;) {
        const auto record = next();
        if (!record)
            return tl::unexpected(record.error());
        if (!*record)
            break;
        if (const auto added = add(**record); !added)
            return tl::unexpected(added.error());
    }
    if (m_report.read == 0)
        return fail(ErrorKind::InvalidInput, m_source.name() + " holds no records; choose a file with instructions.");
    if (const auto shown = reportProgress(); !shown)
        return tl::unexpected(shown.error());
    return std::move(m_report);
}

Result<void> Import::open()
{
    if (!m_options.format.empty()) {
        const auto format = importFormat(m_options.format);
        if (!format)
            return tl::unexpected(format.error());
        m_format = *format;
    }
    if (const auto started = m_source.start(); !started)
        return started;
    const auto list = beginsList(m_source, m_format);
    if (!list)
        return tl::unexpected(list.error());
    if (*list)
        m_reader = std::make_unique<JsonArrayReader>(m_source);
    else
        m_reader = std::make_unique<LineReader>(m_source);
    return {};
}

Result<void> Import::guessFormat()
{
    const auto fileName = QString::fromStdString(m_source.name()).toLower().toStdString();
    std::string fields;
    std::string problem;
    while (m_sampled.size() < sampleSize) {
        auto record = m_reader->next();
        if (!record)
            return tl::unexpected(record.error());
        if (!*record)
            break;
        m_sampled.push_back(std::move(**record));
        const RawRecord &raw = m_sampled.back();
        const auto parsed = raw.problem.empty() ? parseObject(raw.bytes) : fail(ErrorKind::InvalidInput, raw.problem);
        const auto &object = parsed ? *parsed : nlohmann::json();
        for (const ImportFormat *format : importFormats()) {
            if (format->recognises({fileName, object})) {
                m_format = format;
                return {};
            }
        }
        if (!parsed && problem.empty())
            problem = " Line " + std::to_string(raw.line) + ": " + parsed.error().message;
        if (parsed && fields.empty()) {
            for (const auto &[name, value] : object.items())
                fields += (fields.empty() ? "" : ", ") + name;
        }
    }
    if (m_sampled.empty())
        return fail(ErrorKind::InvalidInput, m_source.name() + " holds no records; choose a file with instructions.");
    if (!fields.empty())
        problem = " Its fields are: " + shortened(fields, 200) + ".";
    return fail(ErrorKind::InvalidInput, m_source.name() + " is in no known format; name one of "
                                             + importFormatKeys() + "." + problem);
}

Result<std::optional<RawRecord>> Import::next()
{
    if (m_sampled.empty())
        return m_reader->next();
    std::optional<RawRecord> record = std::move(m_sampled.front());
    m_sampled.pop_front();
    return record;
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
    return m_options.progress ? m_options.progress(m_source.bytesRead(), m_size) : Result<void>();
}

} // namespace

Result<ImportReport> importFrom(QIODevice &device, const std::string &name, const ImportOptions &options,
                                const TakeRow &take)
{
    return Import(device, name, options, take).run();
}

Result<ImportReport> importFile(const std::string &path, const ImportOptions &options, const TakeRow &take)
{
    const QString qPath = QString::fromStdString(path);
    const QFileInfo info(qPath);
    if (!info.exists())
        return fail(ErrorKind::NotFound, path + " does not exist; check the file's name.");
    if (info.isDir())
        return fail(ErrorKind::InvalidInput, path + " is a folder; choose a file in it.");
    QFile file(qPath);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, path + " cannot be read: " + file.errorString().toStdString() + ".");
    return importFrom(file, info.fileName().toStdString(), options, take);
}

} // namespace evol
