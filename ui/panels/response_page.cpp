// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/response_page.h"

#include "ui/panels/reading_view.h"
#include "ui/panels/star_rating.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace evol {

namespace {

/// Short: the head of the inspector says more.
QString shownSource(const std::string &source)
{
    return source == "builtin" ? ResponsePage::tr("built-in rules") : QString::fromStdString(source);
}

} // namespace

ResponsePage::ResponsePage(QWidget *parent)
    : InspectorPage(parent), m_choice(new QComboBox), m_raw(new QToolButton), m_text(new ReadingView),
      m_stars(new StarRating), m_note(new QLineEdit)
{
    m_choice->setAccessibleName(tr("Response"));
    m_choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_choice->setMinimumContentsLength(8);
    m_raw->setText(tr("Raw"));
    m_raw->setCheckable(true);
    m_raw->setProperty("look", QStringLiteral("button"));
    m_raw->setToolTip(tr("Show the text as the model wrote it"));
    m_text->setAccessibleName(tr("Text of the response"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setAccessibleName(tr("Note on this response"));

    auto *top = new QHBoxLayout;
    top->setContentsMargins(space::panel, space::inside, space::groups, 0);
    top->setSpacing(space::inside);
    top->addWidget(m_choice, 1);
    top->addWidget(m_raw);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::groups, space::inside, space::groups, space::inside);
    foot->setSpacing(space::groups);
    foot->addWidget(m_stars);
    foot->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    layout->addLayout(foot);

    connect(m_choice, &QComboBox::currentIndexChanged, this, &ResponsePage::choose);
    connect(m_raw, &QToolButton::toggled, this, &ResponsePage::render);
    connect(m_stars, &StarRating::rated, this, &ResponsePage::rate);
    connect(m_note, &QLineEdit::editingFinished, this, &ResponsePage::saveNote);
}

void ResponsePage::showInstruction(Project *project, InstructionId id)
{
    const ResponseId before = m_instruction == id ? m_shown : 0;
    m_project = project;
    m_instruction = id;
    m_responses.clear();
    if (project && id != 0) {
        if (auto responses = project->document().reader().responses(id))
            m_responses = std::move(*responses);
        else
            Q_EMIT failed(responses.error());
    }
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    int chosen = static_cast<int>(m_responses.size()) - 1;
    for (std::size_t i = 0; i < m_responses.size(); ++i) {
        m_choice->addItem(tr("%1 of %2 · %3").arg(i + 1).arg(m_responses.size()).arg(shownSource(m_responses[i].source)));
        if (m_responses[i].id == before)
            chosen = static_cast<int>(i);
    }
    m_choice->setCurrentIndex(chosen);
    m_choice->setEnabled(m_responses.size() > 1);
    m_choice->setPlaceholderText(tr("No response"));
    choose(chosen);
}

void ResponsePage::choose(int index)
{
    const bool there = index >= 0 && index < static_cast<int>(m_responses.size());
    m_shown = there ? m_responses[static_cast<std::size_t>(index)].id : 0;
    m_rating = {};
    if (there) {
        if (const auto rating = m_project->document().reader().rating(m_shown); rating && *rating)
            m_rating = **rating;
    }
    const bool writable = there && !m_project->isReadOnly();
    m_stars->setStars(m_rating.stars);
    m_stars->setEnabled(writable);
    m_note->setEnabled(writable);
    if (!m_note->hasFocus() || !there)
        m_note->setText(QString::fromStdString(m_rating.note));
    m_raw->setEnabled(there);
    render();
}

std::optional<Response> ResponsePage::shown() const
{
    return m_shown == 0 ? std::nullopt : std::optional(m_responses[static_cast<std::size_t>(m_choice->currentIndex())]);
}

void ResponsePage::render()
{
    if (m_shown == 0) {
        const QString hint = m_instruction == 0 ? QString() : tr("No response yet. Press R to ask for one.");
        m_text->showPage(QStringLiteral("<p style='color:%1'>%2</p>").arg(currentPalette().quietText.name(), hint));
        return;
    }
    const QString text = QString::fromStdString(m_responses[static_cast<std::size_t>(m_choice->currentIndex())].text);
    m_raw->isChecked() ? m_text->showMonospace(text) : m_text->showMarkdown(text);
}

void ResponsePage::rate(int stars)
{
    if (m_shown == 0)
        return;
    m_rating.stars = stars;
    m_stars->setStars(stars);
    save(m_rating, tr("Rate #%1").arg(m_instruction));
}

void ResponsePage::saveNote()
{
    const std::string note = m_note->text().trimmed().toStdString();
    if (m_shown == 0 || note == m_rating.note)
        return;
    m_rating.note = note;
    save(m_rating, tr("Note on #%1").arg(m_instruction));
}

void ResponsePage::save(const Rating &rating, const QString &label)
{
    RateResponse change;
    change.response = m_shown;
    change.instruction = m_instruction;
    if (rating.stars != 0 || !rating.note.empty())
        change.to = rating;
    m_project->document().apply(label.toStdString(), {change});
}

} // namespace evol
