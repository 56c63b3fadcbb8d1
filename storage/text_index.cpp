// SPDX-License-Identifier: GPL-3.0-or-later
// A text is stored by the first change that names it, so texts are numbered in the order of the trail: those not
// indexed yet are those with a number above the last one indexed. One thread at a time.
#include "storage/text_index.h"

#include "storage/change_codec.h"

#include <algorithm>

namespace evol {

namespace {

/// Bytes after which a step ends early.
constexpr std::size_t longestStep = 64 * 1024;

std::int64_t property(Connection &connection, const std::string &key)
{
    Query q(connection.statement("SELECT value FROM property WHERE key = ?"));
    return q.bind(key).next() ? q.integer(0) : 0;
}

void setProperty(Connection &connection, const std::string &key, std::int64_t value)
{
    Query(connection.statement("INSERT OR REPLACE INTO property VALUES (?, ?)")).bind(key, value).run();
}

class IndexStep
{
public:
    explicit IndexStep(Connection &connection)
        : m_connection(connection), m_change(property(connection, "indexed_change")), m_text(property(connection, "indexed_text"))
    {
    }

    Result<> run(int changes)
    {
        Query q(m_connection.statement("SELECT number, kind, payload FROM change WHERE number > ? ORDER BY number LIMIT ?"));
        q.bind(m_change, changes);
        while (m_bytes < longestStep && q.next()) {
            m_change = q.integer(0);
            if (auto indexed = index(static_cast<std::size_t>(q.small(1)), q.text(2)); !indexed)
                return indexed;
        }
        setProperty(m_connection, "indexed_change", m_change);
        setProperty(m_connection, "indexed_text", m_text);
        return {};
    }

private:
    Result<> index(std::size_t kind, const std::string &payload)
    {
        // Most changes name no text of their own, and need not be read.
        static const Change withTexts[] = {AddInstruction{},  AddResponse{}, RateResponse{},
                                           EditInstruction{}, EditResponse{}, SetNote{}};
        if (std::none_of(std::begin(withTexts), std::end(withTexts), [&](const Change &c) { return c.index() == kind; }))
            return {};
        std::int64_t last = m_text;
        const auto change = decodePayload(static_cast<int>(kind), payload, [&](const TextReference &text) -> Result<std::string> {
            last = std::max(last, text.id);
            return std::string();
        });
        if (!change)
            return tl::unexpected<Error>(change.error());
        if (const auto *rated = std::get_if<RateResponse>(&*change); rated && rated->to && !rated->to->note.empty())
            add(-m_change, rated->to->note);
        if (last > m_text)
            addTexts(last);
        return {};
    }
    void addTexts(std::int64_t last)
    {
        Query q(m_connection.statement("SELECT id, body FROM text WHERE id > ? AND id <= ?"));
        q.bind(m_text, last);
        while (q.next())
            add(q.integer(0), q.text(1));
        m_text = last;
    }
    void add(std::int64_t row, const std::string &body)
    {
        Query(m_connection.statement("INSERT INTO search_text (rowid, body) VALUES (?, ?)")).bind(row, body).run();
        m_bytes += body.size();
    }

    Connection &m_connection;
    std::int64_t m_change, m_text;
    std::size_t m_bytes = 0;
};

} // namespace

SearchProgress indexProgress(Connection &connection)
{
    Query q(connection.statement("SELECT ifnull(max(number), 0) FROM change"));
    q.next();
    return {property(connection, "indexed_change"), q.integer(0)};
}

Result<SearchProgress> indexNextTexts(Connection &connection, int changes)
{
    if (auto done = IndexStep(connection).run(changes); !done)
        return tl::unexpected<Error>(done.error());
    return indexProgress(connection);
}

} // namespace evol
