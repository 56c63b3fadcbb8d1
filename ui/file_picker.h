// SPDX-License-Identifier: GPL-3.0-or-later
// Asks a person for a file. The window is given one, so that tests answer without a native dialog. GUI thread.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace evol {

struct FileQuestion {
    QString title;
    QString folder;    ///< where to begin; empty: the home folder
    QString name;      ///< suggested name of a file to save
    QString filter;    ///< e.g. "Evol Studio project (*.evol)"
    QString suffix;    ///< without its dot; added where a name has none
    bool mayOverwrite = true;
};

class FilePicker
{
public:
    /// Not called where nothing was chosen.
    using Answer = std::function<void(const QString &path)>;

    virtual ~FilePicker() = default;
    virtual void pickFileToOpen(QWidget *parent, const FileQuestion &question, Answer answer) = 0;
    virtual void pickFileToSave(QWidget *parent, const FileQuestion &question, Answer answer) = 0;
};

/// The desktop's own dialogs, not blocking.
class NativeFilePicker : public FilePicker
{
public:
    void pickFileToOpen(QWidget *parent, const FileQuestion &question, Answer answer) override;
    void pickFileToSave(QWidget *parent, const FileQuestion &question, Answer answer) override;
};

} // namespace evol
