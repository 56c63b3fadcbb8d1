// SPDX-License-Identifier: GPL-3.0-or-later
// A device read in chunks, whose start has been checked. Used by one thread.
#include "dataset/byte_source.h"

#include <QIODevice>

#include <algorithm>

namespace evol {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t chunkSize = 64 * 1024;

/// Without a byte order mark, ASCII in UTF-16 still shows: every second byte is NUL.
bool looksLikeUtf16(std::string_view head)
{
    std::size_t nuls[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i)
        nuls[i % 2] += head[i] == '\0' ? 1 : 0;
    const auto [fewer, more] = std::minmax(nuls[0], nuls[1]);
    return more > 0 && fewer == 0 && more * 4 >= head.size();
}

/// What is wrong with a file that begins like this; empty: nothing.
std::string_view objection(std::string_view head)
{
    if (head.empty())
        return "is empty; choose a file with instructions"sv;
    if (head.starts_with("\x1F\x8B"sv) || head.starts_with("PK\x03\x04"sv) || head.starts_with("\x28\xB5\x2F\xFD"sv))
        return "is compressed; unpack it first"sv;
    if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv) || looksLikeUtf16(head))
        return "is in UTF-16; save it as UTF-8 first"sv;
    // One stray NUL in a large text is its row's trouble; compressed or random bytes have four in a thousand.
    if (static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0')) * 1000 > head.size())
        return "is a binary file, not text; choose a JSON, JSON Lines or text file"sv;
    return {};
}

} // namespace

ByteSource::ByteSource(QIODevice &device, std::string name)
    : m_device(device)
    , m_name(std::move(name))
{
}

Result<void> ByteSource::start()
{
    // A pipe hands over less than was asked for, so one read may not show enough.
    while (m_chunk.size() < chunkSize) {
        const auto count = readMore();
        if (!count)
            return tl::unexpected(count.error());
        if (*count == 0)
            break;
    }
    if (const auto what = objection(m_chunk); !what.empty())
        return fail(ErrorKind::InvalidInput, m_name + " " + std::string(what) + ".");
    if (m_chunk.starts_with("\xEF\xBB\xBF"))
        consume(3);
    return {};
}

Result<std::string_view> ByteSource::bytes()
{
    if (m_consumed == m_chunk.size()) {
        m_chunk.clear();
        m_consumed = 0;
        if (const auto count = readMore(); !count)
            return tl::unexpected(count.error());
    }
    return std::string_view(m_chunk).substr(m_consumed);
}

Result<std::size_t> ByteSource::readMore()
{
    const auto had = m_chunk.size();
    m_chunk.resize(had + chunkSize);
    const auto count = m_device.read(m_chunk.data() + had, chunkSize);
    m_chunk.resize(had + static_cast<std::size_t>(std::max<qint64>(count, 0)));
    if (count < 0 && !m_device.atEnd())
        return fail(ErrorKind::Io, "Reading " + m_name + " failed after " + std::to_string(m_bytesRead)
                                       + " bytes: " + m_device.errorString().toStdString() + ".");
    m_bytesRead += std::max<qint64>(count, 0);
    return m_chunk.size() - had;
}

} // namespace evol
