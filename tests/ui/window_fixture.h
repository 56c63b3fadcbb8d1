// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a folder of its own, with file dialogs and models that a test answers for. GUI thread.
#pragma once

#include "models/run_models.h"
#include "resources/resources.h"
#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

#include <memory>

namespace evol {

/// Answers at once with the path it was given.
class GivenFiles : public FilePicker
{
public:
    QString path;
    int asked = 0;

    void pickFileToOpen(QWidget *, const FileQuestion &, Answer answer) override { reply(answer); }
    void pickFileToSave(QWidget *, const FileQuestion &, Answer answer) override { reply(answer); }

private:
    void reply(const Answer &answer)
    {
        ++asked;
        if (!path.isEmpty())
            answer(path);
    }
};

class WindowFixture
{
public:
    QTemporaryDir folder;
    Preferences preferences{folder.path() + QStringLiteral("/config")};
    GivenFiles files;
    EvolutionQueue::MakeModels makeModels = [](const RunSettings &settings) { return makeRunModels(settings); };
    std::unique_ptr<MainWindow> window;

    WindowFixture() { initResources(); }

    void open(QSize size = QSize(1280, 800))
    {
        window = std::make_unique<MainWindow>(StudioParts{preferences, files, makeModels});
        window->canvas().camera().setDuration(0);
        window->resize(size);
        window->show();
        window->arrange();
        activate();
    }

    /// So that keys are the window's.
    void activate() const
    {
        const auto isActive = [this] {
            window->activateWindow();
            return QApplication::activeWindow() == window.get() && QGuiApplication::focusWindow() == window->windowHandle();
        };
        QTRY_VERIFY(isActive());
    }

    QString file(const QString &name) const { return folder.filePath(name); }

    template <class Widget>
    Widget *child(const char *name) const
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }

    const Pool &pool() const { return window->project()->pool(); }
    bool isIdle() const
    {
        return window->project() && !window->project()->evolution().isRunning() && window->project()->evolution().waiting() == 0;
    }

    /// A project with these seeds, open in the window.
    void create(const QString &name, const std::vector<std::string> &seeds)
    {
        QSignalSpy opened(window.get(), &MainWindow::projectOpened);
        window->createProject(file(name), QStringLiteral("Test"), seeds);
        QTRY_COMPARE(opened.count(), 1);
    }

    void openExisting(const QString &name, Access access = Access::ReadWrite)
    {
        QSignalSpy opened(window.get(), &MainWindow::projectOpened);
        window->openProject(file(name), access);
        QTRY_COMPARE(opened.count(), 1);
    }

    /// With a real click on its card.
    void click(InstructionId id)
    {
        window->canvas().goTo(id);
        QTest::mouseClick(&window->canvas(), Qt::LeftButton, {}, window->canvas().cardOf(id).center());
    }
};

} // namespace evol
