// SPDX-License-Identifier: GPL-3.0-or-later
// The user's settings: name, theme, and the language models there are. It blocks nothing else. GUI thread.
#pragma once

#include "ui/preferences.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include "models/local_servers.h"
#include "models/model_settings.h"

#include <memory>

namespace evol {

class EndpointEditor;

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SettingsDialog(Preferences &preferences, QWidget *parent = nullptr);
    ~SettingsDialog() override;
    void open() override;

Q_SIGNALS:
    void themeChosen(evol::ThemeChoice choice);
    void modelsChanged();

private:
    QWidget *makePerson();
    QWidget *makeModels();
    void load();
    void listEndpoints(const QString &chosen);
    void choose();
    void addEndpoint();
    void removeEndpoint();
    void save();
    void test();
    void findServers();
    void offer(const std::vector<LocalServer> &servers);
    void say(const QString &text);

    Preferences &m_preferences;
    std::unique_ptr<ModelSettings> m_settings;
    QLineEdit *m_person;
    QComboBox *m_theme;
    QListWidget *m_list;
    EndpointEditor *m_editor;
    QPushButton *m_remove, *m_save, *m_test, *m_find;
    QLabel *m_said;
    int m_testNumber = 0; ///< of the newest test: older answers are dropped
};

} // namespace evol
