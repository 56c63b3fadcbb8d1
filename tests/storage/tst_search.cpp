// SPDX-License-Identifier: GPL-3.0-or-later
// Full-text search: what is found, in which texts, and what of old versions is not.
#include "tests/support/raw_sqlite.h"
#include "tests/support/temporary_project.h"

#include <QTest>

using namespace evol;
using namespace evol::test;

namespace {

SearchProgress indexAll(ProjectStore &store, int changes = 100)
{
    SearchProgress progress = must(store.indexTexts(changes));
    while (progress.indexed < progress.total)
        progress = must(store.indexTexts(changes));
    return progress;
}

/// "1 2r5 3n": instructions, the response or the note in which it was found.
QByteArray found(ProjectReader &reader, const std::string &query, int limit = 100)
{
    std::string all;
    for (const SearchHit &hit : must(reader.search(query, limit))) {
        all += (all.empty() ? "" : " ") + std::to_string(hit.instruction);
        if (hit.place != FoundIn::Instruction)
            all += hit.place == FoundIn::Response ? 'r' : 'n';
        if (hit.response != 0)
            all += std::to_string(hit.response);
    }
    return QByteArray::fromStdString(all);
}

} // namespace

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWordsWhateverTheirCaseAndAccents_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("hits");
        const auto row = [](const char *query, const char *hits) { QTest::newRow(query) << QByteArray(query) << QByteArray(hits); };
        row("solve", "1");
        row("SOLVE this", "1");
        row("this solve", "1");
        row("solve that", "");
        row("sol", "1");
        row("thi solve", "");
        row("\"solve this\"", "1");
        row("\"this solve\"", "");
        row("\"solve thi", "1");
        row("\"solve thi\"", "");
        row("cafe", "2");
        row("CAFÉ", "2");
        row("état-major", "2");
        row("1+1", "1");
        row("=?", "");
        row("solve AND", "");
        row("solve OR cafe", "");
        row("NOT", "");
        row("so*", "");
        row("sol*", "1");
        row("text:solve", "");
        row("\"", "");
        row("(((", "");
        row("gpt模型", "3");
        row("模型", "3");
        row("型", "3");
        row("的", "3");
        row("型的新", "3");
        row("gpt模", "3");
        row("gpt 新闻", "3");
        row("新的", "");
        row("ログ", "4");
        row("グラム", "4");
        row("プログラム", "4");
        row("グロ", "");
        row("書い", "4");
        row("い", "4");
        row("녕하", "5");
        row("👍", "");
        row("thumbs👍up", "5");
    }
    void findsWordsWhateverTheirCaseAndAccents()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, hits);
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("Solve this: 1+1=?")}, AddInstruction{seed("Un café à l'État-Major")},
                          AddInstruction{seed("写出GPT模型的新闻")}, AddInstruction{seed("プログラムを書いて")},
                          AddInstruction{seed("안녕하세요, thumbs 👍 up")}}));
        indexAll(*store);
        QCOMPARE(found(store->reader(), query.toStdString()), hits);
        QCOMPARE(found(*must(store->openReader()), query.toStdString()), hits);
    }

    void findsTextsContextsResponsesAndNotes()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("alpha", "beta")}, AddResponse{answer(0, "alpha gamma")}, AddInstruction{seed("other")},
                          SetNote{2, {}, "alpha note"}, AddInstruction{childOf(1, "child of alpha")}}));
        must(act(*store, {RateResponse{1, 1, {}, Rating{3, "alpha, short"}}}));
        indexAll(*store);
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("1n1 1 1r1 2n 3"));
        QCOMPARE(found(store->reader(), "beta"), QByteArray("1"));
        QCOMPARE(found(store->reader(), "alpha", 2), QByteArray("1n1 1"));
        QCOMPARE(found(store->reader(), "alpha", 0), QByteArray());
    }

    void tellsAnInstructionOnceWhereTextAndContextFit()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("alpha one", "alpha two")}, AddInstruction{seed("same"), }, AddInstruction{seed("same")}}));
        indexAll(*store);
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("1"));
        QCOMPARE(found(store->reader(), "same"), QByteArray("2 3"));
    }

    void findsOnlyTheWordsOfNow()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("oldtext", "oldcontext")}, AddResponse{answer(0, "oldanswer")}, SetNote{1, {}, "oldnote"}}));
        must(act(*store, {RateResponse{1, 1, {}, Rating{3, "oldrating"}}}));
        indexAll(*store);
        QCOMPARE(found(store->reader(), "old"), QByteArray("1n1 1 1r1 1n"));
        must(act(*store, {EditInstruction{1, {}, {"newtext", "", "Ada"}}, EditResponse{1, 0, {}, {"newanswer", "", "Ada"}},
                          SetNote{1, {}, "newnote"}, RateResponse{1, 1, {}, Rating{2, "newrating"}}}));
        QCOMPARE(found(store->reader(), "old"), QByteArray());
        indexAll(*store);
        QCOMPARE(found(store->reader(), "old"), QByteArray());
        QCOMPARE(found(store->reader(), "new"), QByteArray("1n1 1 1r1 1n"));
        must(store->undo("Ada", 2));
        indexAll(*store);
        QCOMPARE(found(store->reader(), "old"), QByteArray("1n1 1 1r1 1n"));
        QCOMPARE(found(store->reader(), "new"), QByteArray());
    }

    void whatWasRemovedIsNotFoundTillItComesBack()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("alpha")}, AddResponse{answer(0, "alpha")}}));
        indexAll(*store);
        must(store->undo("Ada", 2));
        indexAll(*store);
        QCOMPARE(found(store->reader(), "alpha"), QByteArray());
        must(store->redo("Ada", 3));
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("1 1r1"));
    }

    void aMovedInstructionIsStillFound()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("one")}, AddInstruction{seed("two")}, AddInstruction{childOf(1, "alpha")}, MoveInstruction{3, 0, 2}}));
        indexAll(*store);
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("3"));
    }

    void indexesInStepsOfAnySize_data()
    {
        QTest::addColumn<int>("changes");
        for (const int changes : {1, 2, 3, 100})
            QTest::addRow("%d", changes) << changes;
    }
    void indexesInStepsOfAnySize()
    {
        QFETCH(int, changes);
        const TemporaryProject project;
        auto store = project.open();
        for (int i = 0; i < 5; ++i) {
            must(act(*store, {AddInstruction{seed("alpha " + std::to_string(i), "context")}, SetDifficulty{0, {}, 3},
                              AddResponse{answer(0, "the same answer")}}));
            const auto progress = must(store->indexTexts(changes));
            QVERIFY(progress.indexed > 0 && progress.indexed <= progress.total);
            store.reset();
            store = project.open();
        }
        const SearchProgress progress = indexAll(*store, changes);
        QCOMPARE(progress.indexed, std::int64_t{15});
        QCOMPARE(progress.total, std::int64_t{15});
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("1 2 3 4 5"));
        QCOMPARE(found(store->reader(), "answer"), QByteArray("1r1 2r2 3r3 4r4 5r5"));
        QCOMPARE(found(store->reader(), "context"), QByteArray("1 2 3 4 5"));
        QVERIFY(must(store->reader().check()).empty());
        // Each text once, however many name it.
        QCOMPARE(must(store->indexTexts(100)).indexed, std::int64_t{15});
        QCOMPARE(rawInteger(project.path(), "SELECT value FROM property WHERE key = 'indexed_text'"), std::int64_t{7});
    }

    void aStepThatIsTakenBackIsDoneAgain()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("alpha")}}));
        QVERIFY(!store->transaction([&]() -> Result<> {
            must(store->indexTexts(100));
            return fail(ErrorKind::Cancelled, "stop");
        }));
        QCOMPARE(must(store->reader().searchProgress()).indexed, std::int64_t{0});
        QCOMPARE(found(store->reader(), "alpha"), QByteArray());
        indexAll(*store);
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("1"));
    }

    void longTextsMakeShorterSteps()
    {
        const TemporaryProject project;
        const auto store = project.open();
        for (int i = 0; i < 4; ++i)
            must(act(*store, {AddInstruction{seed(std::string(100'000, ' ') + "alpha " + std::to_string(i))}}));
        QCOMPARE(must(store->indexTexts(100)).indexed, std::int64_t{1});
        indexAll(*store);
        QCOMPARE(found(store->reader(), "alpha"), QByteArray("1 2 3 4"));
    }

    void anEmptyProjectIsIndexed()
    {
        const TemporaryProject project;
        const auto store = project.open();
        const auto progress = must(store->indexTexts(100));
        QCOMPARE(progress.indexed, std::int64_t{0});
        QCOMPARE(progress.total, std::int64_t{0});
        QCOMPARE(found(store->reader(), "alpha"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
