// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "models/batch/batch_results.h"

namespace evol {

namespace {

constexpr std::size_t shownUnreadable = 100;

} // namespace

Result<BatchResults> BatchResults::open(const std::vector<std::string> &files)
{
    BatchResults results;
    for (const std::string &file : files) {
        if (auto read = results.index(file); !read)
            return tl::unexpected<Error>(read.error());
    }
    for (const auto &[key, place] : results.m_places) {
        std::int64_t &count = place.fate == BatchFate::Answered ? results.m_counts.answered
                              : place.fate == BatchFate::Failed ? results.m_counts.failed
                                                                : results.m_counts.unsent;
        ++count;
    }
    return results;
}

Result<> BatchResults::index(const std::string &path)
{
    auto file = std::make_unique<QFile>(QString::fromStdString(path));
    if (!file->exists())
        return fail(ErrorKind::NotFound, "There is no file " + path + ". Check the name.");
    if (!file->open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, path + " cannot be read: " + file->errorString().toStdString() + ".");
    const auto number = static_cast<std::uint32_t>(m_files.size());
    for (std::int64_t offset = 0; !file->atEnd(); offset = file->pos()) {
        const QByteArray line = file->readLine();
        const std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
        if (text.find_first_not_of(" \t\r\n") != std::string_view::npos)
            indexLine(text, path, {number, static_cast<std::uint32_t>(line.size()), offset, BatchFate::Answered});
    }
    if (file->error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, path + " could not be read whole: " + file->errorString().toStdString() + ".");
    m_files.push_back(std::move(file));
    return {};
}

void BatchResults::indexLine(std::string_view line, const std::string &path, Place place)
{
    ++m_counts.lines;
    const auto result = readBatchLine(line, path);
    if (!result) {
        ++m_counts.unreadableLines;
        if (m_counts.unreadable.size() < shownUnreadable)
            m_counts.unreadable.push_back(path + ", line " + std::to_string(m_counts.lines) + ": " + result.error().message);
        return;
    }
    place.fate = result->fate;
    const auto [known, isNew] = m_places.emplace(result->key, place);
    if (isNew)
        return;
    ++m_counts.repeated;
    if (known->second.fate != BatchFate::Answered && place.fate == BatchFate::Answered)
        known->second = place;
}

std::optional<BatchResult> BatchResults::find(const std::string &key)
{
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return std::nullopt;
    QFile &file = *m_files[found->second.file];
    if (!file.seek(found->second.offset))
        return std::nullopt;
    const QByteArray line = file.read(found->second.length);
    auto result = readBatchLine({line.constData(), static_cast<std::size_t>(line.size())}, file.fileName().toStdString());
    return result ? std::optional(std::move(*result)) : std::nullopt;
}

std::vector<std::string> BatchResults::unansweredKeys() const
{
    std::vector<std::string> keys;
    for (const auto &[key, place] : m_places) {
        if (place.fate != BatchFate::Answered)
            keys.push_back(key);
    }
    return keys;
}

} // namespace evol
