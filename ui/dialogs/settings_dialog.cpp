// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread; a model is tested in the thread pool.
#include "ui/dialogs/settings_dialog.h"

#include "models/model_list.h"
#include "models/system_keychain.h"
#include "ui/background.h"
#include "ui/dialogs/endpoint_editor.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace evol {

namespace {
constexpr QSize dialogSize(820, 780);
constexpr int listWidth = 176;
} // namespace

SettingsDialog::SettingsDialog(Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_preferences(preferences), m_person(new QLineEdit), m_theme(new QComboBox), m_list(new QListWidget),
      m_editor(new EndpointEditor), m_remove(new QPushButton(tr("Remove"))), m_save(new QPushButton(tr("Save"))),
      m_test(new QPushButton(tr("Test"))), m_find(new QPushButton(tr("Find local servers"))), m_said(makeQuietLabel({}))
{
    setObjectName(QStringLiteral("settings"));
    setWindowTitle(tr("Settings"));
    setModal(false);
    resize(dialogSize);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::panel, space::panel, space::panel, space::groups);
    layout->setSpacing(space::groups);
    layout->addWidget(makePerson());
    layout->addWidget(makeTitle(tr("Language models")));
    layout->addWidget(makeModels(), 1);
    layout->addWidget(makeButtonRow({close}));
}

SettingsDialog::~SettingsDialog()
{
    // The focus leaves the line of the name while there is still someone to keep what was typed.
    hide();
}

QWidget *SettingsDialog::makePerson()
{
    m_person->setObjectName(QStringLiteral("person"));
    m_theme->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    connect(m_person, &QLineEdit::editingFinished, this, [this] { m_preferences.setPerson(m_person->text()); });
    connect(m_theme, &QComboBox::activated, this, [this](int index) { Q_EMIT themeChosen(static_cast<ThemeChoice>(index)); });
    auto *box = new QWidget;
    auto *form = makeForm();
    form->addRow(tr("Your name"), m_person);
    form->addRow(QString(), makeQuietLabel(tr("Stands beside your changes, from the next project you open.")));
    form->addRow(tr("Theme"), m_theme);
    box->setLayout(form);
    return box;
}

QWidget *SettingsDialog::makeModels()
{
    auto *add = new QPushButton(tr("Add"));
    add->setObjectName(QStringLiteral("addEndpoint"));
    m_save->setObjectName(QStringLiteral("saveEndpoint"));
    m_save->setProperty("look", QStringLiteral("primary"));
    m_test->setObjectName(QStringLiteral("testEndpoint"));
    m_find->setObjectName(QStringLiteral("findServers"));
    for (QPushButton *button : {add, m_remove, m_save, m_test, m_find})
        button->setAutoDefault(false);
    m_list->setAccessibleName(tr("Language models"));
    m_list->setFixedWidth(listWidth);
    m_list->setStyleSheet(QStringLiteral("QListWidget { border: 1px solid palette(mid); border-radius: 4px; } QListWidget::item { padding: 6px 8px; border: none; }"));
    m_said->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_said->setAlignment(Qt::AlignTop);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *listButtons = new QHBoxLayout;
    listButtons->addWidget(add);
    listButtons->addWidget(m_remove);
    auto *left = new QVBoxLayout;
    left->setSpacing(space::inside);
    left->addWidget(m_list, 1);
    left->addLayout(listButtons);
    left->addWidget(m_find);
    auto *right = new QVBoxLayout;
    right->setSpacing(space::inside);
    right->addWidget(m_editor, 1);
    right->addWidget(m_said);
    right->addWidget(makeButtonRow({m_test, m_save}));
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::panel);
    layout->addLayout(left);
    layout->addLayout(right, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsDialog::choose);
    connect(add, &QPushButton::clicked, this, &SettingsDialog::addEndpoint);
    connect(m_remove, &QPushButton::clicked, this, &SettingsDialog::removeEndpoint);
    connect(m_save, &QPushButton::clicked, this, &SettingsDialog::save);
    connect(m_test, &QPushButton::clicked, this, &SettingsDialog::test);
    connect(m_find, &QPushButton::clicked, this, &SettingsDialog::findServers);
    return box;
}

void SettingsDialog::open()
{
    m_person->setText(m_preferences.person());
    m_theme->setCurrentIndex(static_cast<int>(m_preferences.theme()));
    load();
    show();
    raise();
    activateWindow();
}

void SettingsDialog::load()
{
    auto settings = ModelSettings::load(m_preferences.folder().toStdString());
    const bool readable = settings.has_value();
    m_settings = readable ? std::make_unique<ModelSettings>(std::move(*settings)) : nullptr;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_editor, m_save, m_test, m_list})
        widget->setEnabled(readable);
    say(readable ? QString() : QString::fromStdString(settings.error().message));
    listEndpoints({});
}

void SettingsDialog::listEndpoints(const QString &chosen)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    int row = 0;
    for (const ModelEndpoint &endpoint : m_settings ? m_settings->endpoints() : std::vector<ModelEndpoint>()) {
        const QString name = QString::fromStdString(endpoint.name);
        if (name == chosen)
            row = m_list->count();
        m_list->addItem(name);
    }
    m_list->setCurrentRow(m_list->count() > 0 ? row : -1);
    choose();
}

void SettingsDialog::choose()
{
    const int row = m_list->currentRow();
    const bool known = m_settings && row >= 0 && row < static_cast<int>(m_settings->endpoints().size());
    m_editor->setEndpoint(known ? m_settings->endpoints()[static_cast<std::size_t>(row)] : ModelEndpoint());
    m_remove->setEnabled(known);
    ++m_testNumber;
    if (!known && m_settings)
        say(tr("The built-in rules need no model. Add the address of an OpenAI-compatible server for more."));
    else if (known)
        say({});
}

void SettingsDialog::addEndpoint()
{
    m_list->setCurrentRow(-1);
    choose();
    m_editor->focusName();
}

void SettingsDialog::removeEndpoint()
{
    const int row = m_list->currentRow();
    if (!m_settings || row < 0)
        return;
    const ModelEndpoint stored = m_settings->endpoints()[static_cast<std::size_t>(row)];
    auto done = m_settings->remove(stored.name);
    if (done)
        done = m_settings->save();
    if (done && stored.keySource == KeySource::Keychain)
        done = SystemKeychain().remove(stored.name);
    listEndpoints({});
    say(done ? tr("%1 was removed.").arg(QString::fromStdString(stored.name)) : QString::fromStdString(done.error().message));
    Q_EMIT modelsChanged();
}

void SettingsDialog::save()
{
    if (!m_settings)
        return;
    const ModelEndpoint endpoint = m_editor->endpoint();
    const int row = m_list->currentRow();
    auto done = row >= 0 ? m_settings->replace(m_settings->endpoints()[static_cast<std::size_t>(row)].name, endpoint)
                         : m_settings->add(endpoint);
    if (done)
        done = m_settings->save();
    const QString key = done ? m_editor->takeKey() : QString();
    if (done && endpoint.keySource == KeySource::Keychain && !key.isEmpty())
        done = SystemKeychain().write(endpoint.name, key.toStdString());
    if (!done)
        return say(QString::fromStdString(done.error().message));
    listEndpoints(QString::fromStdString(endpoint.name));
    say(tr("Saved."));
    Q_EMIT modelsChanged();
}

void SettingsDialog::test()
{
    const ModelEndpoint endpoint = m_editor->endpoint();
    const std::string typed = m_editor->typedKey().toStdString();
    Result<ApiKey> key = typed.empty() ? findKey(endpoint) : ApiKey(typed, "the field");
    if (!key)
        return say(QString::fromStdString(key.error().message));
    Result<std::shared_ptr<ChatModel>> model = endpoint.file.empty() ? Result<std::shared_ptr<ChatModel>>(makeEndpointModel(endpoint, *key)) : makeModel(endpoint.file);
    if (!model)
        return say(QString::fromStdString(model.error().message));
    m_test->setEnabled(false);
    say(tr("Asking %1 …").arg(QString::fromStdString(endpoint.file.empty() ? endpoint.baseUrl : endpoint.file)));
    inBackground(
        this, [model = *model] { return testModel(*model); },
        [this, number = ++m_testNumber](const Result<std::string> &answer) {
            m_test->setEnabled(true);
            if (number == m_testNumber)
                say(QString::fromStdString(answer ? *answer : answer.error().message));
        });
}

void SettingsDialog::findServers()
{
    m_find->setEnabled(false);
    say(tr("Looking at the usual ports …"));
    inBackground(
        this, [] { return findLocalServers(); },
        [this](const std::vector<LocalServer> &servers) {
            m_find->setEnabled(true);
            offer(servers);
        });
}

void SettingsDialog::offer(const std::vector<LocalServer> &servers)
{
    if (servers.empty())
        return say(tr("No server on this computer lists models at the usual ports: %1.").arg(QString::fromStdString(placesLookedAt())));
    say(tr("Choose a model."));
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const LocalServer &server : servers) {
        menu->addSection(QString::fromUtf8(server.preset->title));
        for (const std::string &model : server.models) {
            menu->addAction(QString::fromStdString(model), this, [this, server, model] {
                addEndpoint();
                m_editor->setEndpoint(endpointOf(server, model, m_settings ? m_settings->endpoints() : std::vector<ModelEndpoint>()));
                say(tr("Save it, and choose it by its name when you evolve."));
            });
        }
    }
    menu->popup(m_find->mapToGlobal(QPoint(0, m_find->height())));
}

void SettingsDialog::say(const QString &text)
{
    m_said->setText(text);
}

} // namespace evol
