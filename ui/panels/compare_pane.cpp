// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/compare_pane.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace evol {

namespace {

constexpr QSize largest(1280, 760);

QString titleOf(Project &project, NodeIndex node)
{
    const Pool &pool = project.pool();
    const bool kept = pool.state(node) == State::Kept;
    const Palette &palette = currentPalette();
    QString title = QStringLiteral("<b>#%1 · %2</b> ").arg(pool.id(node)).arg(escaped(project.texts().operatorTitle(pool.operatorKey(node))));
    title += kept ? coloured(ComparePane::tr("✓ kept"), palette.kept) : coloured(ComparePane::tr("✕ eliminated"), palette.quietText);
    if (pool.difficulty(node) > 0)
        title += quiet(ComparePane::tr(" · difficulty %1 of 10").arg(pool.difficulty(node)));
    return title;
}

} // namespace

ComparePane::ComparePane(QWidget *parent) : OverlayPane(largest, parent)
{
    setObjectName(QStringLiteral("comparePane"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(makeSide(m_sides[0]), 1);
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("column"));
    layout->addWidget(line);
    layout->addWidget(makeSide(m_sides[1]), 1);
    for (std::size_t i = 0; i < 2; ++i) {
        scrollTogether(m_sides[i].instruction, m_sides[1 - i].instruction);
        scrollTogether(m_sides[i].response, m_sides[1 - i].response);
    }
}

QWidget *ComparePane::makeSide(Side &side)
{
    side = {new QLabel, new ReadingView, new QComboBox, new ReadingView, {}};
    side.title->setContentsMargins(space::panel, space::groups, space::panel, 0);
    side.instruction->setAccessibleName(tr("Instruction"));
    side.response->setAccessibleName(tr("Response"));
    side.choice->setAccessibleName(tr("Response"));
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side.title);
    layout->addWidget(side.instruction, 2);
    auto *choice = new QHBoxLayout;
    choice->setContentsMargins(space::panel, space::grid, space::panel, 0);
    choice->addWidget(side.choice);
    layout->addLayout(choice);
    layout->addWidget(side.response, 3);
    for (QWidget *each : std::initializer_list<QWidget *>{side.instruction, side.response, side.choice})
        watch(each);
    connect(side.choice, &QComboBox::currentIndexChanged, this, &ComparePane::showResponses);
    return widget;
}

void ComparePane::scrollTogether(ReadingView *one, ReadingView *other)
{
    connect(one->verticalScrollBar(), &QScrollBar::valueChanged, other, [one, other](int value) {
        // By share: the longer of two texts has more to scroll.
        const int from = one->verticalScrollBar()->maximum(), to = other->verticalScrollBar()->maximum();
        const QSignalBlocker blocker(other->verticalScrollBar());
        if (from > 0)
            other->verticalScrollBar()->setValue(int(qint64(value) * to / from));
        other->viewport()->update();
    });
}

void ComparePane::fill(Project &project, Side &side, InstructionId id)
{
    side.title->setText(titleOf(project, project.pool().indexOf(id)));
    auto responses = project.document().reader().responses(id);
    side.responses = responses ? std::move(*responses) : std::vector<Response>();
    const QSignalBlocker blocker(side.choice);
    side.choice->clear();
    for (std::size_t i = 0; i < side.responses.size(); ++i)
        side.choice->addItem(tr("Response %1 of %2 · %3").arg(i + 1).arg(side.responses.size()).arg(shownModel(side.responses[i].source)));
    side.choice->setPlaceholderText(tr("No response"));
    side.choice->setEnabled(side.responses.size() > 1);
    side.choice->setCurrentIndex(side.responses.empty() ? -1 : 0);
}

void ComparePane::compare(Project &project, InstructionId left, InstructionId right)
{
    const auto one = project.document().reader().instruction(left), other = project.document().reader().instruction(right);
    if (!one || !other)
        return;
    fill(project, m_sides[0], left);
    fill(project, m_sides[1], right);
    m_sides[0].instruction->showPlain(QString::fromStdString(one->text));
    m_sides[1].instruction->showPieces(wordDiff(one->text, other->text), ShowRemoved::No);
    if (left == right && m_sides[1].responses.size() > 1) {
        const QSignalBlocker blocker(m_sides[1].choice);
        m_sides[1].choice->setCurrentIndex(1);
    }
    showResponses();
    open(m_sides[0].instruction);
}

void ComparePane::showResponses()
{
    for (Side &side : m_sides) {
        const int chosen = side.choice->currentIndex();
        if (chosen < 0)
            side.response->showPage(QStringLiteral("<p>%1</p>").arg(quiet(tr("No response yet."))));
        else
            side.response->showMarkdown(QString::fromStdString(side.responses[std::size_t(chosen)].text));
    }
}

} // namespace evol
