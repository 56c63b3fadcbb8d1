// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread, but for openNow() and createNow(), which run in the thread pool.
#include "ui/project.h"

#include "storage/project_file.h"
#include "ui/background.h"

#include <QFileInfo>
#include <QThread>
#include <QTimer>

#include <algorithm>

namespace evol {

namespace {

constexpr int quicklyIndexed = 5000; ///< instructions
constexpr std::chrono::milliseconds indexingDelay(1500);

Result<std::unique_ptr<Document>> openNow(const std::string &path, Access access, const std::string &person,
                                          QThread *window)
{
    std::unique_ptr<ProjectStore> store;
    Result<std::unique_ptr<ProjectReader>> reader;
    if (access == Access::ReadOnly) {
        reader = openProjectReadOnly(path);
    } else {
        auto opened = openProject(path);
        if (!opened)
            return tl::unexpected<Error>(opened.error());
        store = std::move(*opened);
        reader = store->openReader();
    }
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    auto document = Document::make(path, std::move(store), std::move(*reader), std::make_shared<SystemClock>(), person);
    if (document)
        (*document)->moveToThread(window);
    return document;
}

Result<> createNow(const std::string &path, const std::string &title, const std::vector<std::string> &seeds,
                   const std::string &person)
{
    const SystemClock clock;
    if (auto made = createProject(path, title, clock); !made || seeds.empty())
        return made;
    auto store = openProject(path);
    if (!store)
        return tl::unexpected<Error>(store.error());
    std::vector<Change> changes;
    for (const std::string &text : seeds) {
        Instruction seed;
        seed.text = text;
        changes.push_back(AddInstruction{std::move(seed)});
    }
    Action action{0, "Add seeds", person};
    const auto written = (*store)->append(action, std::move(changes), clock.now());
    if (!written)
        return tl::unexpected<Error>(written.error());
    return {};
}

} // namespace

Project::Project(std::unique_ptr<Document> document, EvolutionQueue::MakeModels makeModels)
    : m_document(std::move(document)), m_texts(*m_document), m_evolution(*m_document, std::move(makeModels))
{
    readTitle();
    // The first sight of a big project comes first.
    const bool isBig = m_document->pool().count() > quicklyIndexed;
    QTimer::singleShot(isBig ? indexingDelay : std::chrono::milliseconds(0), this, [this] { m_document->startIndexing(); });
    connect(m_document.get(), &Document::changed, this, [this](const std::vector<Change> &changes) {
        if (std::any_of(changes.begin(), changes.end(),
                        [](const Change &change) { return std::holds_alternative<SetTitle>(change); }))
            readTitle();
    });
}

Project::~Project() = default;

void Project::open(QObject *context, const QString &path, Access access, const QString &person, Opened opened)
{
    inBackground(
        context,
        [path = path.toStdString(), access, person = person.toStdString(), window = QThread::currentThread()] {
            return openNow(path, access, person, window);
        },
        std::move(opened));
}

void Project::create(QObject *context, const QString &path, const QString &title, const std::vector<std::string> &seeds,
                     const QString &person, Opened opened)
{
    inBackground(
        context,
        [path = path.toStdString(), title = title.toStdString(), seeds, person = person.toStdString(),
         window = QThread::currentThread()]() -> Result<std::unique_ptr<Document>> {
            if (const auto made = createNow(path, title, seeds, person); !made)
                return tl::unexpected<Error>(made.error());
            return openNow(path, Access::ReadWrite, person, window);
        },
        std::move(opened));
}

void Project::readTitle()
{
    const auto title = m_document->reader().title();
    m_title = title && !title->empty() ? QString::fromStdString(*title) : QFileInfo(path()).completeBaseName();
    Q_EMIT titleChanged();
}

} // namespace evol
