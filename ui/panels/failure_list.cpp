// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/failure_list.h"

#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace evol {

namespace {
constexpr std::size_t mostShown = 500;
constexpr QSize listSize(520, 320);
} // namespace

FailureList::FailureList(Project &project, QWidget *parent) : QFrame(parent, Qt::Popup)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("failureList"));
    setProperty("role", QStringLiteral("popup"));
    const std::vector<RunItem> failures = project.evolution().failures();
    auto *title = new QLabel(failures.empty() ? tr("Nothing failed; the run was interrupted.")
                                              : tr("Failed: %1").arg(failures.size()));
    title->setProperty("rank", QStringLiteral("strong"));
    QString html;
    for (std::size_t i = 0; i < failures.size() && i < mostShown; ++i) {
        const RunItem &item = failures[i];
        const QString what = item.kind == ItemKind::Evolve
                                 ? tr("%1 of #%2").arg(escaped(project.texts().operatorTitle(item.operatorKey))).arg(item.parent)
                                 : tr("Response to #%1").arg(item.instruction);
        html += QStringLiteral("<p style='margin-top:8px;margin-bottom:0'><b>%1</b></p><p style='margin:0'>%2</p>")
                    .arg(what, escaped(item.failure));
    }
    auto *text = new ReadingView;
    text->setAccessibleName(tr("Failed items with their reasons"));
    text->document()->setDocumentMargin(0);
    text->showPage(html);
    auto *again = new QPushButton(tr("Try again"));
    again->setObjectName(QStringLiteral("tryAgain"));
    again->setProperty("look", QStringLiteral("primary"));
    again->setEnabled(!project.evolution().isRunning());
    connect(again, &QPushButton::clicked, this, &FailureList::tryAgainAsked);
    connect(again, &QPushButton::clicked, this, &QWidget::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::panel, space::groups, space::panel, space::groups);
    layout->setSpacing(space::inside);
    layout->addWidget(title);
    layout->addWidget(text, 1);
    layout->addWidget(again, 0, Qt::AlignRight);
    resize(listSize);
}

void FailureList::showAbove(QWidget *anchor)
{
    const QPoint corner = anchor->mapToGlobal(QPoint(anchor->width() - width(), -height() - space::inside));
    move(corner);
    show();
}

} // namespace evol
