// SPDX-License-Identifier: GPL-3.0-or-later
// A project that is open in the window: its document, its texts and its runs. GUI thread; opening reads on another.
#pragma once

#include "editing/document.h"
#include "ui/evolution_queue.h"
#include "ui/project_texts.h"

#include <functional>
#include <memory>

namespace evol {

enum class Access { ReadWrite, ReadOnly };

class Project : public QObject
{
    Q_OBJECT
public:
    Project(std::unique_ptr<Document> document, EvolutionQueue::MakeModels makeModels);
    ~Project() override;

    using Opened = std::function<void(Result<std::unique_ptr<Document>>)>;
    /// `opened` is called later, on this thread, unless `context` is gone by then.
    static void open(QObject *context, const QString &path, Access access, const QString &person, Opened opened);
    /// Makes the file first, with these seeds' texts where there are any.
    static void create(QObject *context, const QString &path, const QString &title, const std::vector<std::string> &seeds,
                       const QString &person, Opened opened);

    Document &document() { return *m_document; }
    const Pool &pool() const { return m_document->pool(); }
    ProjectTexts &texts() { return m_texts; }
    EvolutionQueue &evolution() { return m_evolution; }

    QString path() const { return QString::fromStdString(m_document->path()); }
    QString title() const { return m_title; }
    bool isReadOnly() const { return m_document->isReadOnly(); }

Q_SIGNALS:
    void titleChanged();

private:
    void readTitle();

    std::unique_ptr<Document> m_document;
    ProjectTexts m_texts;
    EvolutionQueue m_evolution; ///< goes before the document
    QString m_title;
};

} // namespace evol
