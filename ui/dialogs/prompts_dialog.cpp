// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; the versions of one prompt are read at once.
#include "ui/dialogs/prompts_dialog.h"

#include "evolution/operators.h"
#include "evolution/project_terms.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace evol {

namespace {

constexpr QSize dialogSize(980, 720);
constexpr int listWidth = 250;
constexpr int textHeight = 380, pagesHeight = 280;
constexpr int keyRole = Qt::UserRole;

QString titleOf(const std::string &key, const std::vector<EvolutionOperator> &own)
{
    const std::size_t slash = key.find('/');
    if (slash == std::string::npos) {
        return key == "judge_equal"        ? PromptsDialog::tr("Judge a rewrite")
               : key == "respond"          ? PromptsDialog::tr("Respond")
               : key == "evaluate_gsm8k"   ? PromptsDialog::tr("Evaluate on GSM8K")
               : key == "score_difficulty" ? PromptsDialog::tr("Score the difficulty")
               : key == "score_math"       ? PromptsDialog::tr("Score the quality")
               : key == "label_step"       ? PromptsDialog::tr("Label a step")
                                           : QString::fromStdString(key);
    }
    const std::string group = key.substr(0, slash), name = key.substr(slash + 1);
    const auto method = findMethod(group);
    const QString title = group == "own" ? QString::fromStdString(operatorTitle(name, own)) : shownOperator(name);
    return QStringLiteral("%1 · %2").arg(method ? QString::fromStdString((*method)->title).section(QLatin1String(" ("), 0, 0) : PromptsDialog::tr("Own"), title);
}

/// The methods in their order, the project's own, what is common to all.
std::size_t rankOf(const std::string &key)
{
    const std::string group = key.substr(0, key.find('/'));
    const auto method = std::find_if(methods().begin(), methods().end(), [&](const Method &each) { return each.key == group; });
    return method != methods().end() ? static_cast<std::size_t>(method - methods().begin()) : methods().size() + (group != "own");
}

} // namespace

PromptsDialog::PromptsDialog(QWidget *parent)
    : QDialog(parent), m_list(new QListWidget), m_title(makeTitle({})), m_said(makeQuietLabel({})), m_operatorFields(makeOperatorFields()),
      m_text(new QPlainTextEdit), m_pages(new PromptPages), m_save(new QPushButton(tr("Save"))),
      m_reset(new QPushButton(tr("Back to the built-in one"))), m_remove(new QPushButton(tr("Remove")))
{
    setObjectName(QStringLiteral("prompts"));
    setWindowTitle(tr("Prompts and operators"));
    setModal(false);
    resize(dialogSize);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::panel, space::panel, space::panel, space::groups);
    layout->setSpacing(space::panel);
    layout->addWidget(makeList());
    layout->addWidget(makeEditor(), 1);
}

QWidget *PromptsDialog::makeList()
{
    auto *add = new QPushButton(tr("New operator"));
    add->setObjectName(QStringLiteral("newOperator"));
    for (QPushButton *button : {add, m_remove})
        button->setAutoDefault(false);
    m_list->setAccessibleName(tr("Prompts"));
    m_list->setObjectName(QStringLiteral("promptList"));
    m_list->setStyleSheet(QStringLiteral("QListWidget { border: 1px solid palette(mid); border-radius: 4px; } QListWidget::item { padding: 4px 8px; border: none; }"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add, 1);
    buttons->addWidget(m_remove);
    auto *box = new QWidget;
    box->setFixedWidth(listWidth);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &PromptsDialog::choose);
    connect(add, &QPushButton::clicked, this, &PromptsDialog::addOperator);
    connect(m_remove, &QPushButton::clicked, this, &PromptsDialog::removeOperator);
    return box;
}

QWidget *PromptsDialog::makeOperatorFields()
{
    m_operatorKey = new QLineEdit;
    m_operatorTitle = new QLineEdit;
    m_direction = new QComboBox;
    m_weight = new QDoubleSpinBox;
    m_operatorKey->setObjectName(QStringLiteral("operatorKey"));
    m_operatorKey->setPlaceholderText(tr("small letters, digits, underscores"));
    m_operatorTitle->setObjectName(QStringLiteral("operatorTitle"));
    m_operatorTitle->setPlaceholderText(tr("what people call it"));
    m_direction->addItems({tr("In depth: a harder version"), tr("In breadth: a new instruction"), tr("Downward: an easier one")});
    m_weight->setRange(0, 100);
    m_weight->setValue(1);
    m_weight->setPrefix(QStringLiteral("× "));
    m_weight->setToolTip(tr("How often it is chosen beside the others; 0 is never"));
    auto *box = new QWidget;
    auto *form = makeForm();
    form->addRow(tr("Key"), m_operatorKey);
    form->addRow(tr("Title"), m_operatorTitle);
    form->addRow(tr("Direction"), m_direction);
    form->addRow(tr("Weight"), m_weight);
    box->setLayout(form);
    return box;
}

QWidget *PromptsDialog::makeEditor()
{
    m_text->setObjectName(QStringLiteral("promptText"));
    m_text->setAccessibleName(tr("The text of the prompt"));
    m_text->setFont(readingFont());
    m_text->setTabChangesFocus(true);
    m_save->setObjectName(QStringLiteral("savePrompt"));
    m_save->setProperty("look", QStringLiteral("primary"));
    m_reset->setObjectName(QStringLiteral("resetPrompt"));
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_save, m_reset, close})
        button->setAutoDefault(false);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *above = new QWidget;
    auto *aboveLayout = new QVBoxLayout(above);
    aboveLayout->setContentsMargins(0, 0, 0, 0);
    aboveLayout->setSpacing(space::inside);
    aboveLayout->addWidget(m_title);
    aboveLayout->addWidget(m_operatorFields);
    aboveLayout->addWidget(m_text, 1);
    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(above);
    halves->addWidget(m_pages);
    halves->setSizes({textHeight, pagesHeight});
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::inside);
    layout->addWidget(halves, 1);
    layout->addWidget(m_said);
    layout->addWidget(makeButtonRow({close, m_reset, m_save}));
    connect(m_text, &QPlainTextEdit::textChanged, this, &PromptsDialog::textEdited);
    connect(m_save, &QPushButton::clicked, this, &PromptsDialog::save);
    connect(m_reset, &QPushButton::clicked, this, &PromptsDialog::reset);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return box;
}

void PromptsDialog::setProject(Project *project)
{
    if (m_project && project != m_project)
        hide();
    m_project = project;
    m_pages->setProject(project);
}

void PromptsDialog::open()
{
    if (!m_project)
        return;
    list(m_key.empty() || m_key == "own/" ? "general/add_constraints" : m_key);
    show();
    raise();
    activateWindow();
}

void PromptsDialog::list(const std::string &chosen)
{
    const auto texts = projectPrompts(m_project->document().reader());
    if (!texts)
        return say(QString::fromStdString(texts.error().message));
    std::vector<std::string> keys = PromptLibrary::builtInKeys();
    for (const auto &[key, text] : *texts) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    }
    std::stable_sort(keys.begin(), keys.end(), [](const std::string &a, const std::string &b) { return rankOf(a) < rankOf(b); });
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const std::string &key : keys) {
        const bool isChanged = texts->contains(key) && !key.starts_with("own/");
        auto *item = new QListWidgetItem(titleOf(key, m_project->texts().ownOperators()) + (isChanged ? tr(" (changed)") : QString()));
        item->setData(keyRole, QString::fromStdString(key));
        m_list->addItem(item);
        if (key == chosen)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    choose();
}

void PromptsDialog::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !m_project)
        return;
    m_key = item->data(keyRole).toString().toStdString();
    m_title->setText(item->text());
    m_operatorFields->setVisible(isOperator());
    m_operatorKey->setEnabled(false);
    for (const EvolutionOperator &own : m_project->texts().ownOperators()) {
        if (m_key != "own/" + own.key)
            continue;
        m_operatorKey->setText(QString::fromStdString(own.key));
        m_operatorTitle->setText(QString::fromStdString(own.title));
        m_direction->setCurrentIndex(static_cast<int>(own.direction));
        m_weight->setValue(own.weight);
    }
    const auto texts = projectPrompts(m_project->document().reader());
    const auto prompt = texts ? PromptLibrary(*texts).prompt(m_key) : tl::unexpected<Error>(texts.error());
    m_text->setPlainText(prompt ? QString::fromStdString(prompt->text) : QString());
    m_reset->setVisible(!isOperator());
    m_reset->setEnabled(texts && texts->contains(m_key));
    m_remove->setEnabled(isOperator());
    say(prompt ? QString() : QString::fromStdString(prompt.error().message));
    showVersions();
}

void PromptsDialog::showVersions()
{
    auto versions = promptVersions(m_project->document().reader(), m_key);
    m_pages->setVersions(versions ? std::move(*versions) : std::vector<PromptVersion>());
}

void PromptsDialog::textEdited()
{
    const Prompt prompt = makePrompt(m_key, m_text->toPlainText().toStdString());
    m_pages->setPrompt(prompt);
    const auto usable = checkPrompt(prompt);
    m_save->setEnabled(usable.has_value() && m_project && !m_project->isReadOnly());
    say(usable ? QString() : QString::fromStdString(usable.error().message));
}

void PromptsDialog::apply(const QString &label, Result<std::vector<Change>> changes)
{
    if (!changes)
        return say(QString::fromStdString(changes.error().message));
    m_project->document().apply(label.toStdString(), std::move(*changes), [dialog = QPointer(this)](const Result<> &done) {
        if (!dialog || !dialog->m_project)
            return;
        if (done)
            dialog->list(dialog->m_key);
        dialog->say(done ? tr("Saved. Runs that begin from now on use it.") : QString::fromStdString(done.error().message));
    });
}

void PromptsDialog::save()
{
    const std::string text = m_text->toPlainText().toStdString();
    if (!isOperator()) {
        const auto change = promptChange(m_project->document().reader(), m_key, text);
        return apply(tr("Edit the prompt %1").arg(m_title->text()), change ? Result<std::vector<Change>>(std::vector<Change>{*change}) : tl::unexpected<Error>(change.error()));
    }
    const EvolutionOperator own{m_operatorKey->text().trimmed().toStdString(), m_operatorTitle->text().trimmed().toStdString(),
                                static_cast<Direction>(m_direction->currentIndex()), m_weight->value()};
    auto changes = operatorChanges(own, text);
    if (changes)
        m_key = "own/" + own.key;
    apply(tr("Set the operator %1").arg(QString::fromStdString(own.title)), std::move(changes));
}

void PromptsDialog::reset()
{
    const auto change = promptChange(m_project->document().reader(), m_key, std::nullopt);
    apply(tr("Reset the prompt %1").arg(m_title->text()), change ? Result<std::vector<Change>>(std::vector<Change>{*change}) : tl::unexpected<Error>(change.error()));
}

void PromptsDialog::addOperator()
{
    m_list->setCurrentRow(-1);
    m_key = "own/";
    m_title->setText(tr("New operator"));
    m_operatorFields->show();
    m_operatorKey->setEnabled(true);
    m_operatorKey->clear();
    m_operatorTitle->clear();
    m_direction->setCurrentIndex(0);
    m_weight->setValue(1);
    m_reset->hide();
    m_remove->setEnabled(false);
    // The way of rewriting is what one changes; the frame around it has proved itself.
    const auto frame = PromptLibrary::builtInPrompt("general/add_constraints");
    m_text->setPlainText(frame ? QString::fromStdString(frame->text) : QString());
    m_pages->setVersions({});
    m_operatorKey->setFocus();
}

void PromptsDialog::removeOperator()
{
    const std::string key = m_key.substr(m_key.find('/') + 1);
    m_key = "general/add_constraints";
    apply(tr("Remove the operator %1").arg(QString::fromStdString(key)), removeOperatorChanges(m_project->document().reader(), key));
}

void PromptsDialog::say(const QString &text)
{
    m_said->setText(text);
}

} // namespace evol
