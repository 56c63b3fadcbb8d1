// SPDX-License-Identifier: GPL-3.0-or-later
// Full-text search. The index knows every version of every text; what it finds counts where a text is in use now.
// One thread at a time.
#include "storage/change_codec.h"
#include "storage/search_query.h"
#include "storage/sqlite_reader.h"
#include "storage/text_index.h"

#include <set>
#include <tuple>

namespace evol {

namespace {

class Hits
{
public:
    Hits(Connection &connection, std::size_t limit) : m_connection(connection), m_limit(limit) {}

    /// Reads what fits row by row, in the order of the index, and no further than is asked for.
    void find(const std::string &expression)
    {
        m_hits.clear();
        m_seen.clear();
        Query q(m_connection.statement("SELECT rowid FROM search_text WHERE search_text MATCH ?"));
        q.bind(expression);
        while (!isFull() && q.next()) {
            const std::int64_t row = q.integer(0);
            if (row > 0)
                addUses(row);
            else
                addRating(-row);
        }
    }
    bool isFull() const { return m_hits.size() >= m_limit; }
    std::vector<SearchHit> take() { return std::move(m_hits); }

private:
    void addUses(std::int64_t text)
    {
        Query q(m_connection.statement("SELECT id, 0, 0 FROM instruction WHERE text = ?1 "
                                       "UNION ALL SELECT id, 0, 0 FROM instruction WHERE context = ?1 "
                                       "UNION ALL SELECT id, 2, 0 FROM instruction WHERE note = ?1 "
                                       "UNION ALL SELECT instruction, 1, id FROM response WHERE text = ?1"));
        q.bind(text);
        while (!isFull() && q.next())
            add({q.integer(0), static_cast<FoundIn>(q.small(1)), q.integer(2)});
    }
    void addRating(std::int64_t change)
    {
        // Only where the response's rating still has the note of that change.
        Query q(m_connection.statement("SELECT p.instruction, p.id FROM change c JOIN rating r "
                                       "ON r.response = json_extract(c.payload, '$.response') "
                                       "JOIN response p ON p.id = r.response "
                                       "WHERE c.number = ? AND r.note = json_extract(c.payload, '$.to.note')"));
        if (q.bind(change).next())
            add({q.integer(0), FoundIn::Note, q.integer(1)});
    }
    void add(const SearchHit &hit)
    {
        if (m_seen.emplace(hit.instruction, hit.place, hit.response).second)
            m_hits.push_back(hit);
    }

    Connection &m_connection;
    std::size_t m_limit;
    std::vector<SearchHit> m_hits;
    std::set<std::tuple<InstructionId, FoundIn, ResponseId>> m_seen;
};

} // namespace

Result<std::vector<SearchHit>> SqliteReader::search(const std::string &query, int limit)
{
    return guarded(m_path, [&]() -> Result<std::vector<SearchHit>> {
        const SearchExpression expression = searchExpression(query);
        if (expression.words.empty() || limit <= 0 || indexProgress(*m_connection).indexed == 0)
            return std::vector<SearchHit>();
        Hits hits(*m_connection, static_cast<std::size_t>(limit));
        // The beginning of a word has FTS5 gather all words that begin so before it gives the first; where the word
        // itself is in texts enough, that can be spared.
        hits.find(expression.words);
        if (!hits.isFull() && expression.beginning != expression.words)
            hits.find(expression.beginning);
        return hits.take();
    });
}

} // namespace evol
