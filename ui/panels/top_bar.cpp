// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/top_bar.h"

#include "ui/studio_actions.h"
#include "ui/theme.h"

#include <QDir>
#include <QHBoxLayout>

namespace evol {

TopBar::TopBar(const StudioActions &actions, QWidget *parent)
    : QFrame(parent), m_title(new QLabel), m_note(new QLabel), m_search(new SearchLine), m_evolve(new QPushButton(tr("Evolve…")))
{
    setProperty("role", QStringLiteral("topbar"));
    m_title->setProperty("rank", QStringLiteral("strong"));
    m_title->setTextFormat(Qt::PlainText);
    m_note->setProperty("rank", QStringLiteral("quiet"));
    m_evolve->setObjectName(QStringLiteral("evolveButton"));
    m_evolve->setProperty("look", QStringLiteral("primary"));
    m_evolve->setToolTip(actions.evolveProject->toolTip());
    connect(m_evolve, &QPushButton::clicked, actions.evolveProject, &QAction::trigger);
    connect(actions.evolveProject, &QAction::enabledChanged, m_evolve, &QWidget::setEnabled);
    auto *palette = new QToolButton;
    palette->setText(tr("Commands"));
    palette->setToolTip(actions.palette->toolTip());
    connect(palette, &QToolButton::clicked, actions.palette, &QAction::trigger);
    auto *workspaces = new QHBoxLayout;
    workspaces->setSpacing(0);
    for (QAction *action : {actions.exploreWorkspace, actions.studyWorkspace}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        workspaces->addWidget(button);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::panel, space::inside, space::groups, space::inside);
    layout->setSpacing(space::inside);
    layout->addLayout(workspaces);
    layout->addSpacing(space::inside);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addWidget(m_search);
    layout->addWidget(palette);
    layout->addWidget(m_evolve);
}

void TopBar::setProject(Project *project)
{
    m_project = project;
    m_search->setProject(project);
    if (project)
        connect(project, &Project::titleChanged, this, &TopBar::showTitle);
    showTitle();
}

void TopBar::showTitle()
{
    m_title->setText(m_project ? m_project->title() : QString());
    m_title->setToolTip(m_project ? QDir::toNativeSeparators(m_project->path()) : QString());
    m_note->setText(m_project && m_project->isReadOnly() ? tr("read-only") : QString());
}

} // namespace evol
