// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/labelling/judgement_bar.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace evol {

namespace {

using Buttons = std::vector<std::pair<QString, int>>;

QString withAnchor(const Criterion &criterion, int points)
{
    const auto place = std::size_t(points) - 1;
    return place < criterion.anchors.size() ? QStringLiteral("%1  %2").arg(points).arg(QString::fromStdString(criterion.anchors[place])) : QString::number(points);
}

Buttons buttonsFor(const JudgementDraft &draft)
{
    const StudyDesign &design = draft.design();
    if (draft.wantsStrength())
        return {{JudgementBar::tr("1  Slightly"), Qt::Key_1}, {JudgementBar::tr("2  Clearly"), Qt::Key_2}, {JudgementBar::tr("3  By far"), Qt::Key_3}};
    Buttons buttons;
    switch (design.kind) {
    case JudgementKind::Pairwise:
        return {{JudgementBar::tr("←  A is better"), Qt::Key_Left}, {JudgementBar::tr("↓  Tie"), Qt::Key_Down},
                {JudgementBar::tr("↑  Both bad"), Qt::Key_Up}, {JudgementBar::tr("B is better  →"), Qt::Key_Right}};
    case JudgementKind::Ranking:
        for (int rank = 1; rank <= 5; ++rank)
            buttons.emplace_back(rank == 1 ? JudgementBar::tr("1  Best") : QString::number(rank), Qt::Key_0 + rank);
        buttons.emplace_back(JudgementBar::tr("Enter  Done"), Qt::Key_Return);
        return buttons;
    case JudgementKind::Rating:
        for (int points = 1; points <= 5; ++points)
            buttons.emplace_back(withAnchor(design.criteria[std::size_t(draft.criterion())], points), Qt::Key_0 + points);
        return buttons;
    case JudgementKind::Steps:
        break;
    }
    return {{JudgementBar::tr("1  Right"), Qt::Key_1}, {JudgementBar::tr("2  Neutral"), Qt::Key_2}, {JudgementBar::tr("3  Wrong"), Qt::Key_3},
            {JudgementBar::tr("Enter  Done"), Qt::Key_Return}};
}

/// Of what was said before; -1: nothing.
int checkedKey(const JudgementDraft &draft)
{
    if (draft.wantsStrength() || draft.values().empty() || !draft.values()[0])
        return -1;
    const int value = *draft.values()[0];
    if (draft.design().kind == JudgementKind::Rating)
        return Qt::Key_0 + value;
    if (draft.design().kind != JudgementKind::Pairwise)
        return -1;
    constexpr int keys[] = {Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up}; // in order of Outcome
    return value >= 0 && value < 4 ? keys[value] : -1;
}

} // namespace

JudgementBar::JudgementBar(QWidget *parent)
    : QFrame(parent), m_title(new QLabel), m_description(new QLabel), m_hint(new QLabel), m_trouble(new QLabel), m_buttons(new QHBoxLayout), m_line(new QLineEdit)
{
    setProperty("role", QStringLiteral("bar"));
    m_title->setProperty("rank", QStringLiteral("strong"));
    m_title->setObjectName(QStringLiteral("criterionTitle"));
    for (QLabel *label : {m_description, m_hint})
        label->setProperty("rank", QStringLiteral("quiet"));
    for (QLabel *label : {m_title, m_description, m_hint, m_trouble})
        label->setTextFormat(Qt::PlainText);
    m_trouble->setObjectName(QStringLiteral("sessionTrouble"));
    m_trouble->setWordWrap(true);
    m_trouble->setProperty("rank", QStringLiteral("trouble"));
    m_trouble->hide();
    m_hint->setAlignment(Qt::AlignCenter);
    m_line->setObjectName(QStringLiteral("sessionLine"));
    m_line->installEventFilter(this);
    m_line->hide();
    m_buttons->setSpacing(space::inside);
    auto *question = new QHBoxLayout;
    question->setSpacing(space::inside);
    question->addStretch();
    question->addWidget(m_title);
    question->addWidget(m_description);
    question->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addLayout(m_buttons);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::panel, space::inside, space::panel, space::inside);
    layout->setSpacing(space::inside);
    layout->addWidget(m_trouble);
    layout->addLayout(question);
    layout->addLayout(buttons);
    layout->addWidget(m_hint);
    layout->addWidget(m_line);
}

void JudgementBar::showDraft(const JudgementDraft &draft)
{
    if (draft.isComplete())
        return;
    const auto &criteria = draft.design().criteria;
    const Criterion &criterion = criteria[std::size_t(draft.criterion())];
    const QString title = QString::fromStdString(criterion.title);
    m_title->setText(criteria.size() > 1 ? tr("%1 (%2 of %3)").arg(title).arg(draft.criterion() + 1).arg(criteria.size()) : title);
    m_description->setText(draft.wantsStrength() ? tr("By how much?") : QString::fromStdString(criterion.description));
    setButtons(buttonsFor(draft), checkedKey(draft));
    if (!m_made.empty() && (draft.design().kind == JudgementKind::Ranking || draft.design().kind == JudgementKind::Steps))
        m_made.back()->setEnabled(draft.isFull());
}

void JudgementBar::setButtons(const std::vector<std::pair<QString, int>> &buttons, int checked)
{
    while (m_made.size() < buttons.size()) {
        auto *button = new QPushButton;
        // Keys are the session's; a button that takes the focus would take them away.
        button->setFocusPolicy(Qt::NoFocus);
        button->setCheckable(true);
        connect(button, &QPushButton::clicked, this, [this, button] { Q_EMIT keyMeant(button->property("key").toInt()); });
        m_buttons->addWidget(button);
        m_made.push_back(button);
    }
    for (std::size_t i = 0; i < m_made.size(); ++i) {
        m_made[i]->setVisible(i < buttons.size());
        if (i >= buttons.size())
            continue;
        m_made[i]->setText(buttons[i].first);
        m_made[i]->setProperty("key", buttons[i].second);
        m_made[i]->setEnabled(true);
        m_made[i]->setChecked(buttons[i].second == checked);
    }
}

void JudgementBar::showTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
}

void JudgementBar::ask(const QString &what, const QString &text, std::function<void(const QString &)> taken)
{
    m_taken = std::move(taken);
    m_line->setPlaceholderText(what);
    m_line->setAccessibleName(what);
    m_line->setText(text);
    m_hint->hide();
    m_line->show();
    m_line->setFocus();
}

void JudgementBar::endAsking()
{
    m_line->hide();
    m_hint->show();
    Q_EMIT left();
}

bool JudgementBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            const auto taken = std::exchange(m_taken, {});
            const QString text = m_line->text().trimmed();
            endAsking();
            if (key != Qt::Key_Escape && taken)
                taken(text);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace evol
