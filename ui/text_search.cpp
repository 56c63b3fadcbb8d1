// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; see the header.
#include "ui/text_search.h"

#include "storage/project_file.h"
#include "ui/background.h"
#include "ui/project.h"

#include <limits>

namespace evol {

namespace {

constexpr int typingPause = 60;     // milliseconds
constexpr int againInterval = 1000; // milliseconds
// A step cannot be interrupted, but a newer query is looked at between two: so the last, long one is not started for
// a query that is still being typed.
constexpr int firstHits = 200;
constexpr int moreHits = 20'000;
constexpr int allHits = std::numeric_limits<int>::max();

int nextLimit(int limit)
{
    return limit == firstHits ? moreHits : allHits;
}

} // namespace

struct TextSearch::Answer {
    std::shared_ptr<ProjectReader> reader;
    Result<std::vector<SearchHit>> hits;
};

OpenReader openReaderOf(Project &project)
{
    return [path = project.document().path()] { return openProjectReadOnly(path); };
}

TextSearch::TextSearch(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &TextSearch::start);
    m_again.setSingleShot(true);
    m_again.setInterval(againInterval);
    connect(&m_again, &QTimer::timeout, this, &TextSearch::searchAgain);
}

void TextSearch::setProject(Project *project)
{
    disconnect(m_connection);
    setReader(project ? openReaderOf(*project) : OpenReader());
    if (!project)
        return;
    m_connection = connect(&project->document(), &Document::searchProgressed, this, [this] {
        if (!m_query.empty() && !m_again.isActive())
            m_again.start();
    });
}

void TextSearch::setReader(OpenReader open)
{
    ++m_project;
    m_open = std::move(open);
    m_reader.reset();
    m_running = false;
    m_query.clear();
    m_hits.clear();
    m_stage = Stage::Whole;
    m_pause.stop();
    m_again.stop();
}

void TextSearch::search(const std::string &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_limit = firstHits;
    if (query.empty() || !m_open) {
        m_pause.stop();
        m_hits.clear();
        m_stage = Stage::Whole;
        Q_EMIT found();
        return;
    }
    m_stage = Stage::Waiting;
    m_pause.start();
}

void TextSearch::searchAgain()
{
    if (m_query.empty() || m_stage != Stage::Whole || !m_open)
        return;
    m_limit = allHits;
    start();
}

void TextSearch::start()
{
    if (m_running)
        return; // its answer starts the newest
    m_pause.stop();
    m_running = true;
    inBackground(
        this,
        [open = m_open, reader = std::move(m_reader), query = m_query, limit = m_limit]() mutable -> Answer {
            if (!reader) {
                auto opened = open();
                if (!opened)
                    return {nullptr, tl::unexpected<Error>(opened.error())};
                reader = std::move(*opened);
            }
            auto hits = reader->search(query, limit);
            return {std::move(reader), std::move(hits)};
        },
        [this, project = m_project, query = m_query, limit = m_limit](Answer answer) {
            if (project == m_project)
                take(std::move(answer), query, limit);
        });
    m_reader.reset();
}

void TextSearch::take(Answer answer, const std::string &query, int limit)
{
    m_running = false;
    m_reader = std::move(answer.reader);
    if (query != m_query) {
        if (!m_pause.isActive() && !m_query.empty())
            start();
        return;
    }
    if (!answer.hits) {
        m_stage = Stage::Whole;
        m_hits.clear();
        Q_EMIT found();
        Q_EMIT failed(answer.hits.error());
        return;
    }
    m_hits = std::move(*answer.hits);
    const bool whole = static_cast<std::int64_t>(m_hits.size()) < limit;
    m_stage = whole ? Stage::Whole : Stage::FirstHits;
    if (!whole) {
        m_limit = nextLimit(limit);
        start();
    }
    Q_EMIT found();
}

} // namespace evol
