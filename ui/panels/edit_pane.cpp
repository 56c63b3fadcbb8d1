// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/edit_pane.h"

#include "evolution/operators.h"
#include "ui/panels/form.h"
#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace evol {

namespace {
constexpr QSize largest(820, 720);
constexpr int differenceDelay = 80;
constexpr int contextHeight = 72;
} // namespace

EditPane::EditPane(QWidget *parent)
    : OverlayPane(largest, parent), m_title(new QLabel), m_hint(makeQuietLabel({})), m_contextTitle(makeQuietLabel(tr("Input"))),
      m_operator(new QComboBox), m_text(new QPlainTextEdit), m_context(new QPlainTextEdit), m_difference(new ReadingView),
      m_save(new QPushButton), m_cancel(new QPushButton(tr("Cancel")))
{
    setObjectName(QStringLiteral("editPane"));
    m_text->setObjectName(QStringLiteral("editedText"));
    m_text->setAccessibleName(tr("Text"));
    m_context->setAccessibleName(tr("Input"));
    m_context->setMaximumHeight(contextHeight);
    m_operator->setAccessibleName(tr("Operator"));
    m_difference->setAccessibleName(tr("What is new"));
    for (QPlainTextEdit *edit : {m_text, m_context}) {
        edit->setFont(readingFont());
        edit->setTabChangesFocus(true);
        watch(edit);
        connect(edit, &QPlainTextEdit::textChanged, this, [this] {
            m_warned = false;
            m_differenceTimer.start(differenceDelay);
            showHint();
        });
    }
    watch(m_difference);
    watch(m_operator);
    for (const EvolutionOperator &known : methods().front().operators)
        m_operator->addItem(shownOperator(known.key), QString::fromStdString(known.key));
    m_save->setProperty("look", QStringLiteral("primary"));
    m_save->setObjectName(QStringLiteral("saveEdit"));
    m_save->setToolTip(tr("Save (Ctrl+Enter)"));
    m_differenceTimer.setSingleShot(true);
    connect(&m_differenceTimer, &QTimer::timeout, this, &EditPane::showDifference);
    connect(m_save, &QPushButton::clicked, this, &EditPane::save);
    connect(m_cancel, &QPushButton::clicked, this, &OverlayPane::leave);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_operator);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(space::inside);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::panel, space::groups, space::panel, space::groups);
    layout->setSpacing(space::inside);
    layout->addLayout(head);
    layout->addWidget(m_text, 3);
    layout->addWidget(m_contextTitle);
    layout->addWidget(m_context);
    layout->addWidget(m_difference, 2);
    layout->addLayout(foot);
}

void EditPane::setProject(Project *project)
{
    m_project = project;
    hide();
}

void EditPane::editInstruction(InstructionId id, const QString &proposal)
{
    const auto instruction = m_project->document().reader().instruction(id);
    if (!instruction)
        return;
    m_instruction = id;
    const QString text = proposal.isNull() ? QString::fromStdString(instruction->text) : proposal;
    begin(Task::EditInstruction, proposal.isNull() ? tr("New version of #%1").arg(id) : tr("Merge into #%1").arg(id),
          {instruction->text, instruction->context, instruction->editor}, text);
}

void EditPane::editResponse(InstructionId instruction, const Response &response)
{
    m_instruction = instruction;
    m_response = response.id;
    begin(Task::EditResponse, tr("New version of a response to #%1").arg(instruction), {response.text, {}, response.editor},
          QString::fromStdString(response.text));
}

void EditPane::addChild(InstructionId parent)
{
    const auto instruction = m_project->document().reader().instruction(parent);
    if (!instruction)
        return;
    m_instruction = parent;
    begin(Task::AddChild, tr("New child of #%1").arg(parent), {instruction->text, instruction->context, {}},
          QString::fromStdString(instruction->text));
}

void EditPane::begin(Task task, const QString &title, const Wording &before, const QString &text)
{
    m_task = task;
    m_before = before;
    m_proposed = text;
    m_title->setText(QStringLiteral("<b>%1</b>").arg(title.toHtmlEscaped()));
    m_operator->setVisible(task == Task::AddChild);
    m_contextTitle->setVisible(task != Task::EditResponse);
    m_context->setVisible(task != Task::EditResponse);
    m_save->setText(task == Task::AddChild ? tr("Add child") : tr("Save version"));
    m_text->setPlainText(text);
    m_context->setPlainText(QString::fromStdString(before.context));
    m_warned = false;
    open(m_text);
    m_text->moveCursor(QTextCursor::End);
    showDifference();
    showHint();
}

Wording EditPane::wording() const
{
    return {m_text->toPlainText().toStdString(), m_task == Task::EditResponse ? std::string() : m_context->toPlainText().toStdString(),
            m_project->document().person()};
}

bool EditPane::isChanged() const
{
    const Wording now = wording();
    return now.text != m_before.text || now.context != m_before.context;
}

void EditPane::showDifference()
{
    m_difference->showPieces(wordDiff(m_before.text, m_text->toPlainText().toStdString()), ShowRemoved::Yes);
}

void EditPane::showHint()
{
    const bool empty = m_text->toPlainText().trimmed().isEmpty();
    m_save->setEnabled(!empty && isChanged());
    if (m_warned)
        m_hint->setText(tr("Escape again throws away what you wrote."));
    else if (empty && m_task != Task::EditResponse)
        m_hint->setText(tr("An instruction needs words."));
    else
        m_hint->setText(m_task == Task::AddChild ? tr("Marked below: what is new against the parent.")
                                                 : tr("The old version stays in the history."));
}

bool EditPane::mayLeave()
{
    if (m_warned || m_text->toPlainText() == m_proposed)
        return true;
    m_warned = true;
    showHint();
    return false;
}

bool EditPane::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            save();
            return true;
        }
    }
    return OverlayPane::eventFilter(watched, event);
}

std::vector<Change> EditPane::changes() const
{
    const Wording now = wording();
    switch (m_task) {
    case Task::EditInstruction:
        return {EditInstruction{m_instruction, m_before, now}};
    case Task::EditResponse:
        return {EditResponse{m_response, m_instruction, m_before, now}};
    case Task::AddChild:
        break;
    }
    const Pool &pool = m_project->pool();
    AddInstruction child;
    child.instruction.parent = m_instruction;
    child.instruction.epoch = pool.epoch(pool.indexOf(m_instruction)) + 1;
    child.instruction.operatorKey = m_operator->currentData().toString().toStdString();
    child.instruction.text = now.text;
    child.instruction.context = now.context;
    child.instruction.editor = now.editor;
    return {child};
}

void EditPane::save()
{
    if (!m_save->isEnabled())
        return;
    const QString label = m_task == Task::AddChild ? tr("Add a child to #%1")
        : m_task == Task::EditResponse             ? tr("Edit a response to #%1")
                                                   : tr("Edit #%1");
    // What was typed stays until it is on the disk.
    m_save->setEnabled(false);
    const bool isChild = m_task == Task::AddChild;
    m_project->document().apply(label.arg(m_instruction).toStdString(), changes(), [this, isChild, parent = m_instruction](const Result<> &written) {
        if (!written) {
            m_hint->setText(QString::fromStdString(written.error().message));
            m_save->setEnabled(true);
            return;
        }
        leave();
        if (!isChild)
            return;
        const Pool &pool = m_project->pool();
        NodeIndex newest = noNode;
        for (NodeIndex child = pool.firstChild(pool.indexOf(parent)); child != noNode; child = pool.nextSibling(child))
            newest = child;
        if (newest != noNode)
            Q_EMIT added(pool.id(newest));
    });
}

} // namespace evol
