// SPDX-License-Identifier: GPL-3.0-or-later
// A small project in a folder of its own, open as the window has it, for tests of single panels. And one of any size
// that is only a pool, whose texts cannot be read. GUI thread.
#pragma once

#include "models/run_models.h"
#include "resources/resources.h"
#include "tests/support/memory_reader.h"
#include "tests/support/open_document.h"
#include "ui/project.h"
#include "ui/theme.h"

#include <QTest>

#include <memory>
#include <random>

namespace evol::test {

inline std::unique_ptr<Project> projectOf(std::unique_ptr<Document> document)
{
    return std::make_unique<Project>(std::move(document), [](const RunSettings &settings) { return makeRunModels(settings); });
}

/// Ids: 1, 2, 3 are seeds; 4 and 5 come from 1, 6 from 4. 5 is eliminated, 4 has a response and a tag, 6 a note.
class ProjectFixture
{
public:
    TemporaryProject file;
    std::unique_ptr<Project> project;

    ProjectFixture()
    {
        initResources();
        auto store = file.open();
        addSeed(*store, "Name a river in Europe.");
        addSeed(*store, "1+1=?");
        addSeed(*store, "\u65e5\u672c\u306e\u5ddd\u306b\u3064\u3044\u3066\u8aac\u660e\u3057\u3066\u304f\u3060\u3055\u3044\u3002");
        must(act(*store, {AddInstruction{childOf(1, "Name a long river and explain why ships need it.")},
                          AddInstruction{childOf(1, "Describe a mountain of your choice.", 1, "breadth")}}));
        must(act(*store, {AddInstruction{childOf(4, "Compare two long rivers, with sources.", 2, "add_constraints")}}));
        addResponse(*store, 4, "The Danube carries grain.");
        must(act(*store, {SetVerdict{5, {}, eliminatedBy("refusal")}, SetDifficulty{4, {}, 7}, SetTag{4, "gold", false, true},
                          SetNote{6, {}, "Look up the Caf\u00e9 archive."}}));
        store.reset();
        project = projectOf(openDocument(file));
    }

    Document &document() { return project->document(); }
    void apply(std::vector<Change> changes)
    {
        document().apply("Test", std::move(changes));
        document().waitUntilWritten();
    }
    /// Until the search knows all texts.
    void waitForIndex()
    {
        const auto isWhole = [this] {
            const SearchProgress progress = must(document().reader().searchProgress());
            return progress.indexed >= progress.total;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 20000);
    }
};

/// Tells of a pool, and of nothing else.
class PoolReader : public MemoryReader
{
public:
    explicit PoolReader(std::vector<PoolRow> rows) : m_rows(std::move(rows)) {}

    Result<std::string> title() override { return std::string("Big"); }
    Result<Pool> pool() override { return Pool(m_rows); }

private:
    std::vector<PoolRow> m_rows;
};

/// As after some rounds: a fifth are seeds, every other instruction comes from one of the round before.
inline std::vector<PoolRow> bigRows(int count)
{
    static const char *const keys[] = {"add_constraints", "deepen", "concretize", "increase_reasoning", "complicate_input", "breadth"};
    std::mt19937 random(7);
    std::vector<PoolRow> rows(static_cast<std::size_t>(count));
    const int seeds = std::max(count / 5, 1);
    for (int i = 0; i < count; ++i) {
        PoolRow &row = rows[static_cast<std::size_t>(i)];
        row.id = i + 1;
        row.epoch = i / seeds;
        row.parent = i < seeds ? 0 : std::max(i + 1 - seeds - int(random() % 3), 1);
        row.operatorKey = i < seeds ? "" : keys[random() % std::size(keys)];
        row.difficulty = int(random() % 11);
        row.judgedEliminated = i >= seeds && random() % 10 == 0;
        row.firedRules = row.judgedEliminated ? 1u << random() % 4 : 0;
        row.responses = 1;
        row.ratings = random() % 4 == 0;
        row.ratingSum = row.ratings * (1 + int(random() % 5));
        row.model = i < seeds ? "" : "model";
        row.created = 1'700'000'000'000 + i * 1000;
    }
    return rows;
}

inline std::unique_ptr<Project> bigProject(int count)
{
    initResources();
    return projectOf(must(Document::make("/nowhere/big.evol", nullptr, std::make_unique<PoolReader>(bigRows(count)), std::make_shared<SetClock>(), "Ada")));
}

/// More texts, of several scripts, with all that a row can show.
inline void fillForLooks(ProjectFixture &f)
{
    f.apply({AddInstruction{childOf(3, "\u65e5\u672c\u3067\u4e00\u756a\u9577\u3044\u5ddd\u306e\u540d\u524d\u3092\u6319\u3052\u3001\u305d\u306e\u6d41\u57df\u306e\u7523\u696d\u306b\u3064\u3044\u3066\u4e09\u3064\u306e\u4f8b\u3092\u793a\u3057\u306a\u304c\u3089\u8aac\u660e\u3057\u3066\u304f\u3060\u3055\u3044\u3002", 1, "concretize")},
             AddInstruction{childOf(6, "Explain to a child, in no more than five sentences and without any numbers, why a river that is wide need not be deep, and what that means for ships.", 3, "increase_reasoning")},
             SetOverride{5, {}, Override{Decision::Keep, "It is fine", "Ada"}}, SetOverride{2, {}, Override{Decision::Eliminate, "Too easy", "Ada"}}, SetFlag{4, false, true}});
    f.apply({RateResponse{1, 4, {}, Rating{4, {}}}, SetDifficulty{6, {}, 10}});
}

struct Look {
    Theme theme = Theme::Light;
    int width = 0;
};

inline void addLooks()
{
    QTest::addColumn<int>("theme");
    QTest::addColumn<int>("width");
    for (const int theme : {0, 1}) {
        for (const int width : {264, 340})
            QTest::addRow("%s-%d", theme == 0 ? "light" : "dark", width) << theme << width;
    }
}

inline Look currentLook()
{
    const Look look{static_cast<Theme>(*static_cast<int *>(QTest::qData("theme", qMetaTypeId<int>()))), *static_cast<int *>(QTest::qData("width", qMetaTypeId<int>()))};
    applyTheme(look.theme);
    return look;
}

/// Paints it, with the texts it asks for; with EVOL_LOOKS_DIR set the picture is kept for a person to judge.
inline void keepLook(QWidget &widget, const char *name, const Look &look, const std::function<bool()> &settled)
{
    widget.grab();
    QTest::qWait(0);
    QTRY_VERIFY(settled());
    const QImage image = widget.grab().toImage();
    QVERIFY(!image.isNull());
    const QString folder = qEnvironmentVariable("EVOL_LOOKS_DIR");
    if (!folder.isEmpty())
        QVERIFY(image.save(QStringLiteral("%1/%2-%3-%4.png").arg(folder, QLatin1String(name), look.theme == Theme::Light ? QStringLiteral("light") : QStringLiteral("dark")).arg(look.width)));
}

} // namespace evol::test
