// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/labelling/comparison_page.h"

#include "domain/solution_steps.h"
#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr double mostForInstruction = 0.35; ///< of the height
constexpr int widestAnswer = 860;           ///< lines of about 90 characters

/// Laying out more than this takes longer than anybody would read.
constexpr qsizetype mostShown = 100'000; ///< characters

QString shownText(const std::string &text)
{
    QString all = QString::fromStdString(text);
    if (all.size() <= mostShown)
        return all;
    const qsizetype left = all.size() - mostShown;
    return all.left(mostShown) + QStringLiteral("\n\n") + ComparisonPage::tr("[%1 more characters are not shown]").arg(left);
}

QString labelMark(const std::optional<int> &label)
{
    const Palette &palette = currentPalette();
    if (!label)
        return QStringLiteral("·");
    switch (static_cast<StepLabel>(*label)) {
    case StepLabel::Right:
        return coloured(QStringLiteral("✓"), palette.kept);
    case StepLabel::Neutral:
        return coloured(QStringLiteral("○"), palette.quietText);
    case StepLabel::Wrong:
        break;
    }
    return coloured(QStringLiteral("✕"), palette.inBreadth);
}

} // namespace

ComparisonPage::ComparisonPage(QWidget *parent) : QFrame(parent), m_instruction(new ReadingView), m_columns(new QHBoxLayout)
{
    setProperty("role", QStringLiteral("panel"));
    setAutoFillBackground(true);
    m_instruction->setObjectName(QStringLiteral("sessionInstruction"));
    m_instruction->setAccessibleName(tr("Instruction"));
    m_instruction->setFocusPolicy(Qt::NoFocus);
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("line"));
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_instruction);
    layout->addWidget(line);
    layout->addLayout(m_columns, 1);
}

ComparisonPage::Column ComparisonPage::makeColumn(int position)
{
    Column column{new QFrame, new QLabel(QString(QChar(u'A' + position))), new ReadingView};
    column.frame->setProperty("role", QStringLiteral("answer"));
    column.head->setProperty("rank", QStringLiteral("strong"));
    column.head->setAlignment(Qt::AlignCenter);
    column.text->setObjectName(QStringLiteral("sessionAnswer%1").arg(QChar(u'A' + position)));
    column.text->setAccessibleName(tr("Answer %1").arg(QChar(u'A' + position)));
    column.text->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(column.frame);
    layout->setContentsMargins(0, space::inside, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(column.head);
    layout->addWidget(column.text, 1);
    connect(column.text->verticalScrollBar(), &QScrollBar::valueChanged, this, [this, text = column.text] { syncFrom(text); });
    m_columns->addWidget(column.frame, 1);
    return column;
}

void ComparisonPage::showComparison(const ShownComparison &shown, const StudyDesign &design)
{
    QString instruction = shownText(shown.instruction);
    if (!shown.context.empty())
        instruction += QStringLiteral("\n\n---\n\n") + shownText(shown.context);
    m_instruction->showMarkdown(instruction);
    m_shown = int(shown.answers.size());
    while (int(m_answers.size()) < m_shown)
        m_answers.push_back(makeColumn(int(m_answers.size())));
    m_steps.clear();
    for (int i = 0; i < int(m_answers.size()); ++i) {
        const Column &column = m_answers[std::size_t(i)];
        column.frame->setVisible(i < m_shown);
        column.frame->setMaximumWidth(m_shown == 1 ? widestAnswer : QWIDGETSIZE_MAX);
        column.head->setVisible(m_shown > 1);
        if (i >= m_shown)
            continue;
        if (design.kind == JudgementKind::Steps) {
            for (const std::string_view step : solutionSteps(shown.answers[0]))
                m_steps.emplace_back(step);
        } else {
            column.text->showMarkdown(shownText(shown.answers[std::size_t(i)]));
        }
    }
    // As high as the instruction needs, and no more than its share.
    const int needed = int(m_instruction->document()->size().height()) + 2;
    m_instruction->setFixedHeight(std::clamp(needed, 56, std::max(56, int(height() * mostForInstruction))));
}

void ComparisonPage::showDraft(const JudgementDraft &draft)
{
    if (draft.design().kind == JudgementKind::Steps)
        showSteps(draft);
    const bool ranks = draft.design().kind == JudgementKind::Ranking;
    for (int i = 0; i < m_shown; ++i) {
        const Column &column = m_answers[std::size_t(i)];
        const QString letter = QString(QChar(u'A' + i));
        QString head = letter;
        bool chosen = false;
        if (ranks && !draft.isComplete()) {
            const auto &rank = draft.values()[std::size_t(i)];
            head = rank ? tr("%1 · rank %2").arg(letter).arg(*rank) : tr("%1 · no rank yet").arg(letter);
            chosen = draft.focus() == i;
        } else if (draft.design().kind == JudgementKind::Pairwise && !draft.isComplete() && draft.values()[0]) {
            chosen = *draft.values()[0] == i + 1;
            head = chosen ? tr("%1 · better").arg(letter) : letter;
        }
        column.head->setText(head);
        if (column.frame->property("chosen").toBool() != chosen) {
            column.frame->setProperty("chosen", chosen);
            column.frame->style()->unpolish(column.frame);
            column.frame->style()->polish(column.frame);
        }
    }
}

void ComparisonPage::showSteps(const JudgementDraft &draft)
{
    if (draft.isComplete() || m_answers.empty())
        return;
    QString page = QStringLiteral("<table cellspacing='0' cellpadding='6' width='100%'>");
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const bool focused = draft.focus() == int(i);
        const QString ground = focused ? QStringLiteral(" bgcolor='%1'").arg(currentPalette().accentTint.name()) : QString();
        page += QStringLiteral("<tr%1><td width='28' align='center'>%2</td><td width='36'>%3</td><td><a name='step%4'></a>%5</td></tr>")
                    .arg(ground, labelMark(draft.values()[i]), quiet(QString::number(i + 1)))
                    .arg(i)
                    .arg(escaped(m_steps[i]));
    }
    ReadingView *text = m_answers.front().text;
    const int at = text->verticalScrollBar()->value();
    text->showPage(page + QStringLiteral("</table>"));
    text->verticalScrollBar()->setValue(at);
    text->scrollToAnchor(QStringLiteral("step%1").arg(draft.focus()));
}

void ComparisonPage::syncFrom(ReadingView *source)
{
    if (m_syncing)
        return;
    m_syncing = true;
    const QScrollBar *from = source->verticalScrollBar();
    // By share, so that answers of different length reach their ends together.
    const double share = from->maximum() > 0 ? double(from->value()) / from->maximum() : 0;
    for (int i = 0; i < m_shown; ++i) {
        QScrollBar *bar = m_answers[std::size_t(i)].text->verticalScrollBar();
        if (bar != from)
            bar->setValue(int(share * bar->maximum() + 0.5));
    }
    m_syncing = false;
}

void ComparisonPage::scroll(int steps)
{
    // The longest one leads: it has the furthest to go.
    ReadingView *longest = nullptr;
    for (int i = 0; i < m_shown; ++i) {
        ReadingView *text = m_answers[std::size_t(i)].text;
        if (!longest || text->verticalScrollBar()->maximum() > longest->verticalScrollBar()->maximum())
            longest = text;
    }
    if (!longest)
        return;
    QScrollBar *bar = longest->verticalScrollBar();
    bar->setValue(bar->value() + steps * 3 * longest->fontMetrics().lineSpacing());
}

void ComparisonPage::scrollPages(double pages)
{
    if (m_shown == 0)
        return;
    const int line = std::max(1, 3 * m_answers.front().text->fontMetrics().lineSpacing());
    scroll(int(pages * m_answers.front().text->viewport()->height() / line));
}

} // namespace evol
