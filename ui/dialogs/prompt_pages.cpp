// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/dialogs/prompt_pages.h"

#include "ui/panels/form.h"
#include "ui/panels/page_text.h"
#include "ui/panels/reading_view.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <limits>

namespace evol {

namespace {

QWidget *page(const QList<QWidget *> &head, QWidget *body)
{
    auto *box = new QWidget;
    auto *line = new QHBoxLayout;
    line->setSpacing(space::inside);
    for (QWidget *widget : head)
        line->addWidget(widget);
    line->addStretch();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, space::inside, 0, 0);
    layout->setSpacing(space::inside);
    layout->addLayout(line);
    layout->addWidget(body, 1);
    return box;
}

} // namespace

PromptPages::PromptPages(QWidget *parent)
    : QTabWidget(parent), m_instruction(new QSpinBox), m_version(new QComboBox), m_model(new QComboBox),
      m_try(new QPushButton(tr("Try on three"))), m_preview(new ReadingView), m_comparison(new ReadingView), m_answers(new ReadingView)
{
    setDocumentMode(true);
    addTab(makePreview(), tr("Preview"));
    addTab(makeComparison(), tr("Changes"));
    addTab(makeTrial(), tr("Trial"));
}

PromptPages::~PromptPages() = default;

QWidget *PromptPages::makePreview()
{
    m_instruction->setObjectName(QStringLiteral("previewInstruction"));
    m_instruction->setRange(1, std::numeric_limits<int>::max());
    m_instruction->setPrefix(QStringLiteral("#"));
    m_instruction->setAccessibleName(tr("Instruction to fill in"));
    m_preview->setObjectName(QStringLiteral("promptPreview"));
    m_preview->setAccessibleName(tr("The prompt filled in"));
    connect(m_instruction, &QSpinBox::valueChanged, this, &PromptPages::showPreview);
    return page({makeTitle(tr("Filled in with")), m_instruction}, m_preview);
}

QWidget *PromptPages::makeComparison()
{
    m_version->setObjectName(QStringLiteral("promptVersion"));
    m_version->setAccessibleName(tr("Version to compare with"));
    m_version->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_comparison->setAccessibleName(tr("What changed"));
    connect(m_version, &QComboBox::currentIndexChanged, this, &PromptPages::showComparison);
    return page({makeTitle(tr("Since")), m_version}, m_comparison);
}

QWidget *PromptPages::makeTrial()
{
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->addItem(QStringLiteral("builtin"));
    m_model->setAccessibleName(tr("Model"));
    m_model->setMinimumContentsLength(18);
    m_try->setObjectName(QStringLiteral("tryPrompt"));
    m_try->setAutoDefault(false);
    m_answers->setObjectName(QStringLiteral("promptAnswers"));
    m_answers->setAccessibleName(tr("What the model replied"));
    connect(m_try, &QPushButton::clicked, this, &PromptPages::tryOut);
    return page({makeTitle(tr("Model")), m_model, m_try}, m_answers);
}

void PromptPages::setProject(Project *project)
{
    m_trial.reset();
    m_project = project;
    m_answers->showPage({});
    m_try->setEnabled(project && !project->isReadOnly());
}

void PromptPages::setModels(const QStringList &names, ModelSources sources)
{
    m_sources = std::move(sources);
    const QString chosen = m_model->currentText();
    m_model->clear();
    m_model->addItem(QStringLiteral("builtin"));
    m_model->addItems(names);
    if (!chosen.isEmpty())
        m_model->setCurrentText(chosen);
}

void PromptPages::setInstruction(InstructionId id)
{
    m_instruction->setValue(static_cast<int>(std::max<InstructionId>(id, 1)));
}

void PromptPages::setPrompt(const Prompt &prompt)
{
    if (prompt.key != m_prompt.key)
        m_answers->showPage({});
    m_prompt = prompt;
    showPreview();
    showComparison();
}

void PromptPages::setVersions(std::vector<PromptVersion> versions)
{
    m_versions = std::move(versions);
    const QSignalBlocker blocker(m_version);
    m_version->clear();
    for (const PromptVersion &each : m_versions) {
        const QString when = each.isBuiltIn ? tr("built in") : tr("%1, %2").arg(shownTime(each.time), QString::fromStdString(each.by));
        m_version->addItem(QStringLiteral("%1 · %2%3").arg(QString::fromStdString(each.prompt.version), when, each.isCurrent ? tr(" · in force") : QString()));
        if (each.isCurrent)
            m_version->setCurrentIndex(m_version->count() - 1);
    }
    m_version->setEnabled(!m_versions.empty());
    showComparison();
}

void PromptPages::showPreview()
{
    if (!m_project)
        return m_preview->showPage({});
    const auto values = promptValuesOf(m_project->document().reader(), m_prompt.key, m_instruction->value());
    const auto text = values ? evol::render(m_prompt, *values) : tl::unexpected<Error>(values.error());
    if (text)
        m_preview->showPlain(QString::fromStdString(*text));
    else
        m_preview->showPage(QStringLiteral("<p>%1</p>").arg(quiet(escaped(text.error().message))));
}

void PromptPages::showComparison()
{
    const int at = m_version->currentIndex();
    if (at < 0 || at >= static_cast<int>(m_versions.size()))
        return m_comparison->showPage(QStringLiteral("<p>%1</p>").arg(quiet(tr("There is no version yet."))));
    const std::string &before = m_versions[static_cast<std::size_t>(at)].prompt.text;
    if (before == m_prompt.text)
        return m_comparison->showPage(QStringLiteral("<p>%1</p>").arg(quiet(tr("Nothing has changed."))));
    m_comparison->showPieces(wordDiff(before, m_prompt.text), ShowRemoved::Yes);
}

void PromptPages::tryOut()
{
    if (!m_project)
        return;
    const auto say = [this](const std::string &text) { m_answers->showPage(QStringLiteral("<p>%1</p>").arg(escaped(text))); };
    if (const auto usable = checkPrompt(m_prompt); !usable)
        return say(usable.error().message);
    const auto ids = trialInstructions(m_project->pool(), m_prompt.key);
    if (ids.empty())
        return say(tr("There is no instruction to try it on.").toStdString());
    auto model = makeModel(m_model->currentText().trimmed().toStdString(), m_sources);
    if (!model)
        return say(model.error().message);
    m_try->setEnabled(false);
    say(tr("Asking …").toStdString());
    m_trial = std::make_unique<PromptTrial>(m_project->document(), std::move(*model), m_prompt);
    connect(m_trial.get(), &PromptTrial::finished, this, &PromptPages::showAnswers);
    m_trial->start(ids);
}

void PromptPages::showAnswers()
{
    m_try->setEnabled(true);
    QString html;
    for (const PromptTrial::Answer &each : m_trial->answers()) {
        const QString reply = each.reply ? escaped(each.reply->reply) : coloured(escaped(each.reply.error().message), currentPalette().warning);
        html += QStringLiteral("<p style='margin-top:10px;margin-bottom:2px'><b>#%1</b></p><p style='margin:0'>%2</p>").arg(each.instruction).arg(reply);
    }
    m_answers->showPage(html);
}

} // namespace evol
