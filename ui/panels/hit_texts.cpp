// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/hit_texts.h"

#include "ui/background.h"

namespace evol {

namespace {

constexpr int cachedCharacters = 500'000;
constexpr int longestKept = 20'000;

std::string textOf(ProjectReader &reader, const SearchHit &hit)
{
    if (hit.place == FoundIn::Note && hit.response == 0)
        return reader.note(hit.instruction).value_or(std::string());
    if (hit.place == FoundIn::Note) {
        const auto rating = reader.rating(hit.response);
        return rating && *rating ? (*rating)->note : std::string();
    }
    const auto responses = reader.responses(hit.instruction);
    for (const Response &response : responses ? *responses : std::vector<Response>()) {
        if (response.id == hit.response)
            return response.text;
    }
    return {};
}

} // namespace

struct HitTexts::Answer {
    std::shared_ptr<ProjectReader> reader;
    Texts texts;
};

HitTexts::HitTexts(QObject *parent) : QObject(parent), m_texts(cachedCharacters) {}

HitTexts::Key HitTexts::keyOf(const SearchHit &hit)
{
    // A note and a response of one instruction are told apart by the sign.
    return {hit.instruction, hit.place == FoundIn::Note ? -1 - hit.response : hit.response};
}

void HitTexts::setProject(Project *project)
{
    ++m_project;
    m_open = project ? openReaderOf(*project) : OpenReader();
    m_reader.reset();
    m_running = false;
    m_wanted.clear();
    m_texts.clear();
}

QString HitTexts::text(const SearchHit &hit) const
{
    const QString *known = m_texts.object(keyOf(hit));
    return known ? *known : QString();
}

void HitTexts::want(const std::vector<SearchHit> &hits)
{
    m_wanted.clear();
    for (const SearchHit &hit : hits) {
        if (hit.place != FoundIn::Instruction && !m_texts.contains(keyOf(hit)))
            m_wanted.push_back(hit);
    }
    read();
}

void HitTexts::read()
{
    if (m_running || m_wanted.empty() || !m_open)
        return;
    m_running = true;
    inBackground(
        this,
        [open = m_open, reader = std::move(m_reader), wanted = std::exchange(m_wanted, {})]() mutable -> Answer {
            Texts texts;
            if (!reader) {
                auto opened = open();
                if (opened)
                    reader = std::move(*opened);
            }
            for (const SearchHit &hit : wanted)
                texts.emplace_back(hit, reader ? QString::fromStdString(textOf(*reader, hit)).left(longestKept) : QStringLiteral(""));
            return {std::move(reader), std::move(texts)};
        },
        [this, project = m_project](Answer answer) {
            if (project != m_project)
                return;
            m_running = false;
            m_reader = std::move(answer.reader);
            for (const auto &[hit, text] : answer.texts)
                m_texts.insert(keyOf(hit), new QString(text), static_cast<int>(text.size()) + 32);
            Q_EMIT arrived();
            read();
        });
    m_reader.reset();
}

} // namespace evol
