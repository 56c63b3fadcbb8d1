// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/form.h"

#include "ui/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::groups);
    form->setVerticalSpacing(space::inside);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLabel *makeTitle(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("rank", QStringLiteral("strong"));
    return label;
}

QLabel *makeQuietLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("rank", QStringLiteral("quiet"));
    label->setWordWrap(true);
    return label;
}

/// The fields of all forms of a panel begin at one line.
static void alignForms(QWidget *body)
{
    QList<QWidget *> labels;
    int widest = 0;
    for (const QFormLayout *form : body->findChildren<QFormLayout *>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole);
            if (!item || !item->widget())
                continue;
            labels += item->widget();
            widest = std::max(widest, item->widget()->sizeHint().width());
        }
    }
    for (QWidget *label : labels)
        label->setMinimumWidth(widest);
}

void layOutPanel(QWidget *panel, const QString &title, QWidget *body, QWidget *foot)
{
    panel->setProperty("role", QStringLiteral("panel"));
    panel->setAttribute(Qt::WA_StyledBackground);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body->setProperty("role", QStringLiteral("panel"));
    body->setAttribute(Qt::WA_StyledBackground);
    scroll->setWidget(body);
    alignForms(body);
    auto *head = makeTitle(title);
    head->setContentsMargins(space::panel, space::groups, space::panel, space::inside);
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("bar"));
    auto *footLayout = new QVBoxLayout(line);
    footLayout->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    footLayout->addWidget(foot);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(scroll, 1);
    layout->addWidget(line);
}

QWidget *makeButtonRow(const QList<QWidget *> &buttons)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addStretch();
    for (QWidget *button : buttons)
        layout->addWidget(button);
    return row;
}

} // namespace evol
