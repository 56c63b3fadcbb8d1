// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/file_picker.h"

#include <QDir>
#include <QFileDialog>

namespace evol {

namespace {

void show(QWidget *parent, const FileQuestion &question, QFileDialog::AcceptMode mode, FilePicker::Answer answer)
{
    auto *dialog = new QFileDialog(parent, question.title, question.folder.isEmpty() ? QDir::homePath() : question.folder,
                                   question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(question.suffix);
    dialog->setOption(QFileDialog::DontConfirmOverwrite, !question.mayOverwrite);
    if (!question.name.isEmpty())
        dialog->selectFile(question.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(answer));
    dialog->open();
}

} // namespace

void NativeFilePicker::pickFileToOpen(QWidget *parent, const FileQuestion &question, Answer answer)
{
    show(parent, question, QFileDialog::AcceptOpen, std::move(answer));
}

void NativeFilePicker::pickFileToSave(QWidget *parent, const FileQuestion &question, Answer answer)
{
    show(parent, question, QFileDialog::AcceptSave, std::move(answer));
}

} // namespace evol
