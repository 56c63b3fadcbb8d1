// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "models/batch/batch_writer.h"

#include <QFileInfo>

namespace evol {

bool BatchWriter::openNext()
{
    QString path;
    do {
        path = QStringLiteral("%1-%2.jsonl").arg(QString::fromStdString(m_stem)).arg(++m_number, 3, 10, QLatin1Char('0'));
    } while (QFileInfo::exists(path));
    auto file = std::make_unique<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly)) {
        m_failure = path.toStdString() + " cannot be written: " + file->errorString().toStdString() + ".";
        return false;
    }
    m_open.push_back({std::move(file), {path.toStdString(), {}}, 0});
    return true;
}

void BatchWriter::add(const std::string &key, const std::string &line)
{
    const auto size = static_cast<std::int64_t>(line.size());
    if (!m_failure.empty())
        return;
    const bool isFull = m_open.empty() || static_cast<std::int64_t>(m_open.back().batch.keys.size()) >= m_mostRequests ||
                        (m_open.back().bytes > 0 && m_open.back().bytes + size > m_mostBytes);
    if (isFull && !openNext())
        return;
    Open &open = m_open.back();
    if (open.file->write(line.data(), size) != size) {
        m_failure = open.batch.path + " cannot be written: " + open.file->errorString().toStdString() + ". Make room and try again.";
        return;
    }
    open.bytes += size;
    open.batch.keys.push_back(key);
}

Result<std::vector<WrittenBatch>> BatchWriter::finish(const std::function<Result<>(const WrittenBatch &)> &remember)
{
    std::vector<WrittenBatch> written;
    if (!m_failure.empty())
        return fail(ErrorKind::Io, m_failure);
    for (Open &open : m_open) {
        if (auto remembered = remember(open.batch); !remembered)
            return tl::unexpected<Error>(remembered.error());
        if (!open.file->commit())
            return fail(ErrorKind::Io, open.batch.path + " cannot be written: " + open.file->errorString().toStdString() +
                                           ". Make room, and take its requests back with: evol batch forget");
        written.push_back(std::move(open.batch));
    }
    m_open.clear();
    return written;
}

} // namespace evol
