// SPDX-License-Identifier: GPL-3.0-or-later
// Used by one thread.
#include "dataset/record_file.h"

#include "dataset/csv_reader.h"
#include "dataset/json_array_reader.h"
#include "dataset/json_fields.h"
#include "dataset/line_reader.h"
#include "dataset/utf8.h"

#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace evol {

namespace {

/// How many records are looked at for one that tells the format, where the first are damaged.
constexpr std::size_t sampleSize = 20;

/// A JSON list, unless it is text whose first line happens to begin with a bracket.
bool beginsList(std::string_view bytes, const std::string &name, std::optional<RecordShape> shape)
{
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || bytes[first] != '[')
        return false;
    if (shape)
        return *shape == RecordShape::Json;
    const auto second = bytes.find_first_not_of(" \t\r\n", first + 1);
    return second == std::string_view::npos || bytes[second] == '{' || bytes[second] == ']' || name.ends_with(".json");
}

bool isTable(const std::string &name, std::optional<RecordShape> shape)
{
    const QString lower = QString::fromStdString(name).toLower();
    return shape != RecordShape::TextLine && lower.endsWith(QLatin1String(".csv"));
}

} // namespace

Result<std::unique_ptr<QFile>> openRecords(const std::string &path)
{
    const QString qPath = QString::fromStdString(path);
    const QFileInfo info(qPath);
    if (!info.exists())
        return fail(ErrorKind::NotFound, path + " does not exist; check the file's name.");
    if (info.isDir())
        return fail(ErrorKind::InvalidInput, path + " is a folder; choose a file in it.");
    auto file = std::make_unique<QFile>(qPath);
    if (!file->open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, path + " cannot be read: " + file->errorString().toStdString() + ".");
    return file;
}

RecordFile::RecordFile(QIODevice &device, std::string name)
    : m_source(device, std::move(name)), m_size(device.isSequential() ? 0 : device.size())
{
}

Result<void> RecordFile::open(std::optional<RecordShape> shape)
{
    if (const auto started = m_source.start(); !started)
        return started;
    const auto bytes = m_source.bytes();
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (beginsList(*bytes, name(), shape))
        m_reader = std::make_unique<JsonArrayReader>(m_source);
    else if (isTable(name(), shape))
        m_reader = std::make_unique<CsvReader>(m_source);
    else
        m_reader = std::make_unique<LineReader>(m_source);
    return {};
}

Result<void> RecordFile::recognise(const std::string &keys, const std::function<bool(const FileSample &)> &recognises)
{
    const auto fileName = QString::fromStdString(name()).toLower().toStdString();
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
        if (recognises({fileName, object}))
            return {};
        if (!parsed && problem.empty())
            problem = " Line " + std::to_string(raw.line) + ": " + parsed.error().message;
        if (parsed && fields.empty()) {
            for (const auto &[field, value] : object.items())
                fields += (fields.empty() ? "" : ", ") + field;
        }
    }
    if (m_sampled.empty())
        return fail(ErrorKind::InvalidInput, name() + " holds no records; choose a file with instructions.");
    if (!fields.empty())
        problem = " Its fields are: " + shortened(fields, 200) + ".";
    return fail(ErrorKind::InvalidInput, name() + " is in no known format; name one of " + keys + "." + problem);
}

Result<std::optional<RawRecord>> RecordFile::next()
{
    if (m_sampled.empty())
        return m_reader->next();
    std::optional<RawRecord> record = std::move(m_sampled.front());
    m_sampled.pop_front();
    return record;
}

} // namespace evol
