// SPDX-License-Identifier: GPL-3.0-or-later
// The store: what is written comes back, errors leave nothing behind, ids are given once, and the pool kept in
// memory by applying changes is the pool read from the file, whatever was done.
#include "storage/sqlite_reader.h"
#include "tests/support/raw_sqlite.h"
#include "tests/support/temporary_project.h"

#include <QFileInfo>
#include <QTest>
#include <nlohmann/json.hpp>

#include <csignal>
#include <random>
#include <sys/resource.h>

using namespace evol;
using namespace evol::test;

namespace {

template <class T>
ErrorKind kindOf(const Result<T> &result)
{
    if (result)
        qFatal("there is no error");
    return result.error().kind;
}

/// Files of this process cannot grow beyond `bytes` for the length of a scope: what a full disk is to a program.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

RunItem item(RunId run, InstructionId instruction, InstructionId parent)
{
    RunItem planned;
    planned.run = run;
    planned.instruction = instruction;
    planned.parent = parent;
    planned.response = instruction + 100;
    planned.epoch = 1;
    planned.operatorKey = "deepen";
    planned.sample = 2;
    return planned;
}

/// Random actions on a store, kept up with by a pool of its own.
class RandomEditor
{
public:
    RandomEditor(ProjectStore &store, unsigned seed) : m_store(store), m_random(seed) {}

    void step()
    {
        const int kind = below(12);
        if (kind == 10 || kind == 11) {
            auto changes = kind == 10 ? m_store.undo("Ada", ++m_time * 1000 + 7) : m_store.redo("Ada", ++m_time * 1000 + 7);
            if (changes)
                take(*changes);
            return;
        }
        std::vector<Change> changes;
        for (int i = below(3); i >= 0; --i)
            changes.push_back(change());
        Action action{0, "Random", "Ada"};
        auto written = m_store.append(action, changes, ++m_time * 1000 + 7);
        if (written)
            take(*written);
    }
    const Pool &pool() const { return m_pool; }

private:
    int below(int bound) { return static_cast<int>(m_random() % static_cast<unsigned>(bound)); }
    InstructionId anyInstruction()
    {
        const auto nodes = m_pool.preorder();
        return nodes.empty() ? 0 : m_pool.id(nodes[static_cast<std::size_t>(below(static_cast<int>(nodes.size())))]);
    }
    Response anyResponse()
    {
        for (int tries = 0; tries < 10; ++tries) {
            const InstructionId id = anyInstruction();
            const auto responses = must(m_store.reader().responses(id));
            if (!responses.empty())
                return responses[static_cast<std::size_t>(below(static_cast<int>(responses.size())))];
        }
        return {};
    }
    Change change()
    {
        const InstructionId id = anyInstruction();
        switch (below(18)) {
        case 0: {
            Instruction added = seed("Seed " + std::to_string(below(20)));
            added.model = below(2) ? "qwen" : "";
            added.editor = below(4) ? "" : "Ada";
            return AddInstruction{added};
        }
        case 10:
            return MoveInstruction{id, 0, below(3) ? anyInstruction() : 0};
        case 11:
            return EditInstruction{id, {}, {"Words " + std::to_string(below(9)), below(2) ? "context" : "", below(3) ? "Ada" : ""}};
        case 12:
            return EditResponse{anyResponse().id, 0, {}, {"Words " + std::to_string(below(9)), "", "Ada"}};
        case 13:
            return SetTag{id, "tag " + std::to_string(below(4)), {}, below(3) > 0};
        case 14:
            return SetNote{id, {}, below(3) ? "note " + std::to_string(below(4)) : ""};
        case 15:
            return below(2) ? Change(SetFlag{id, {}, below(2) > 0}) : Change(SetSetting{"key", {}, below(2) ? std::optional<std::string>("1") : std::nullopt});
        case 16:
            return SetQuality{id, {}, below(3) ? std::optional(Quality{1 + below(5), 1 + below(5), 1 + below(5)}) : std::nullopt};
        case 17:
            return LabelStep{anyResponse().id, 0, 0, {}, below(3) ? std::optional(StepMark{StepLabel(below(3) - 1), "Ada", 0}) : std::nullopt};
        case 1:
        case 2: {
            const NodeIndex n = m_pool.indexOf(id);
            return AddInstruction{childOf(id, "Child", (n == noNode ? 0 : m_pool.epoch(n)) + 1, below(2) ? "deepen" : "breadth")};
        }
        case 3:
            return AddResponse{answer(id, below(5) ? "42" : "")};
        case 4:
            return SetVerdict{id, {}, below(4) ? std::optional(below(2) ? Verdict{} : eliminatedBy("rule " + std::to_string(below(4)))) : std::nullopt};
        case 5:
            return SetOverride{id, {}, below(4) ? std::optional(Override{below(2) ? Decision::Keep : Decision::Eliminate, "why", below(2) ? "Ada" : "Ben"}) : std::nullopt};
        case 6:
            return SetDifficulty{id, {}, below(4) ? std::optional(1 + below(10)) : std::nullopt};
        case 7: {
            const Response response = anyResponse();
            return RateResponse{response.id, response.instruction, {}, below(4) ? std::optional(Rating{below(6), "note"}) : std::nullopt};
        }
        case 8:
            return RemoveResponse{anyResponse()};
        default: {
            Instruction removed;
            removed.id = id;
            return below(2) ? Change(RemoveInstruction{removed}) : Change(SetTitle{{}, "Title " + std::to_string(below(9))});
        }
        }
    }
    void take(const std::vector<Change> &changes)
    {
        for (const Change &change : changes)
            m_pool.apply(change, m_time * 1000 + 7);
    }

    std::int64_t m_time = 1'700'000'000;
    ProjectStore &m_store;
    std::mt19937 m_random;
    Pool m_pool;
};

} // namespace

class TestSqliteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackEveryFieldOfAnInstruction()
    {
        const TemporaryProject project;
        Instruction child{0, 1, 3, "deepen", "text", "context", "math", "seeds.jsonl:12", "qwen", "0123456789ab", 7, "Grace"};
        {
            const auto store = project.open();
            addSeed(*store, "1+1=?");
            must(act(*store, {AddInstruction{child}}));
        }
        child.id = 2;
        QVERIFY(must(project.openReadOnly()->instruction(2)) == child);
    }

    void givesBackEveryFieldOfAResponseAndItsRating()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "1+1=?");
        Response response{0, 1, "2", "qwen", "0123456789ab", 9, "Grace"};
        must(act(*store, {AddResponse{response}}));
        must(act(*store, {RateResponse{1, 1, {}, Rating{4, "short"}}}));
        response.id = 1;
        QVERIFY(must(store->reader().responses(1)) == std::vector{response});
        QVERIFY(must(store->reader().rating(1)) == (Rating{4, "short"}));
        QVERIFY(!must(store->reader().rating(2)));
    }

    void givesBackVerdictAndOverride()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "1+1=?");
        QVERIFY(!must(store->reader().verdict(1)));
        Verdict verdict = eliminatedBy("refusal");
        verdict.fired.push_back({"leaked_prompt", "#Given \"Prompt\"#\n数学", EvidencePlace::Instruction, 0, 14});
        verdict.judgeExchange = 5;
        const Override decided{Decision::Keep, "it is\nfine", "Ada"};
        must(act(*store, {SetVerdict{1, {}, verdict}, SetOverride{1, {}, decided}}));
        QVERIFY(must(store->reader().verdict(1)) == verdict);
        QVERIFY(must(store->reader().override(1)) == decided);
    }

    void fillsInTheValueReplaced()
    {
        const TemporaryProject project("Old");
        const auto store = project.open();
        addSeed(*store, "1+1=?");
        addResponse(*store, 1, "2");
        must(act(*store, {SetDifficulty{1, 9, 3}, SetOverride{1, {}, Override{Decision::Keep, "a", "b"}}, RateResponse{1, 1, {}, Rating{2, ""}}}));
        const auto written = must(act(*store, {SetDifficulty{1, {}, 4}, SetOverride{1, {}, {}}, RateResponse{1, 1, {}, {}},
                                               SetTitle{"not this", "New"}, SetVerdict{1, eliminatedBy("x"), Verdict{}}}));
        QCOMPARE(std::get<SetDifficulty>(written[0]).from, std::optional(3));
        QCOMPARE(std::get<SetOverride>(written[1]).from->reason, std::string("a"));
        QCOMPARE(std::get<RateResponse>(written[2]).from->stars, 2);
        QCOMPARE(std::get<SetTitle>(written[3]).from, std::string("Old"));
        QVERIFY(!std::get<SetVerdict>(written[4]).from);
    }

    void keepsTextsOfAnyKind_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("NUL in it") << QByteArray("a\0b\0", 4);
        QTest::newRow("NUL alone") << QByteArray("\0", 1);
        QTest::newRow("Chinese") << QByteArray("一加一等于几?");
        QTest::newRow("emoji") << QByteArray("👩‍👩‍👧‍👦 + 🧮 = ?");
        QTest::newRow("blanks") << QByteArray(" \t\r\n ");
        QTest::newRow("quotes") << QByteArray("';DROP TABLE \"text\";--");
        QTest::newRow("10 MB") << QByteArray("0123456789").repeated(1 << 20);
    }
    void keepsTextsOfAnyKind()
    {
        QFETCH(QByteArray, text);
        const TemporaryProject project;
        const std::string body = text.toStdString();
        {
            const auto store = project.open();
            must(act(*store, {AddInstruction{seed(body, body)}, AddResponse{answer(0, body)}}));
            must(store->undo("Ada", 2));
            must(store->redo("Ada", 3));
        }
        const auto reader = project.openReadOnly();
        QVERIFY(must(reader->instruction(1)).text == body);
        QVERIFY(must(reader->instruction(1)).context == body);
        QVERIFY(must(reader->responses(1)).front().text == body);
        QVERIFY(std::get<AddInstruction>(must(reader->history({})).back().change).instruction.text == body);
        QVERIFY(must(reader->check()).empty());
        QCOMPARE(rawInteger(project.path(), "SELECT count(*) FROM text"), std::int64_t{1});
    }

    void keepsAnEmptyResponse()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addResponse(*store, addSeed(*store, "1+1=?"), "");
        QCOMPARE(must(store->reader().responses(1)).front().text, std::string());
        QVERIFY(must(store->reader().check()).empty());
    }

    void storesATextOnceHoweverOftenItIsUsed()
    {
        const TemporaryProject project;
        const auto store = project.open();
        const std::string text(10000, 'x');
        for (int i = 0; i < 10; ++i)
            must(act(*store, {AddInstruction{seed(text, text)}, AddResponse{answer(0, text)}}));
        must(store->undo("Ada", 2));
        must(store->redo("Ada", 3));
        QCOMPARE(rawInteger(project.path(), "SELECT count(*) FROM text"), std::int64_t{1});
        QCOMPARE(rawInteger(project.path(), "SELECT sum(length(payload)) < 20000 FROM change"), std::int64_t{1});
    }

    void givesEachInstructionTheNextId()
    {
        const TemporaryProject project;
        const auto store = project.open();
        const auto written = must(act(*store, {AddInstruction{seed("a")}, AddResponse{answer(0, "A")}, SetDifficulty{0, {}, 3},
                                               AddInstruction{seed("b")}, AddResponse{answer(0, "B")}, AddResponse{answer(1, "A2")}}));
        QCOMPARE(std::get<AddInstruction>(written[3]).instruction.id, InstructionId{2});
        QCOMPARE(std::get<AddResponse>(written[1]).response.instruction, InstructionId{1});
        QCOMPARE(std::get<SetDifficulty>(written[2]).instruction, InstructionId{1});
        QCOMPARE(std::get<AddResponse>(written[4]).response.instruction, InstructionId{2});
        QCOMPARE(std::get<AddResponse>(written[5]).response.instruction, InstructionId{1});
        QCOMPARE(std::get<AddResponse>(written[5]).response.id, ResponseId{3});
    }

    void takesIdsThatNothingElseGets()
    {
        const TemporaryProject project;
        {
            const auto store = project.open();
            QCOMPARE(must(store->takeInstructionIds(5)), InstructionId{1});
            QCOMPARE(addSeed(*store, "a"), InstructionId{6});
            QCOMPARE(must(store->takeInstructionIds(0)), InstructionId{7});
            QCOMPARE(must(store->takeInstructionIds(1)), InstructionId{7});
            QCOMPARE(must(store->takeResponseIds(3)), ResponseId{1});
        }
        const auto store = project.open();
        QCOMPARE(addSeed(*store, "b"), InstructionId{8});
        QCOMPARE(addResponse(*store, 8, "B"), ResponseId{4});
    }

    void neverGivesAnIdAgainAfterUndo()
    {
        const TemporaryProject project;
        {
            const auto store = project.open();
            QCOMPARE(addSeed(*store, "a"), InstructionId{1});
            must(act(*store, {AddInstruction{seed("b")}, AddResponse{answer(0, "B")}}));
            must(store->undo("Ada", 2));
        }
        const auto store = project.open();
        QCOMPARE(addSeed(*store, "c"), InstructionId{3});
        QCOMPARE(addResponse(*store, 3, "C"), ResponseId{2});
    }

    void refusesChangesThatDoNotFit_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 34; ++i)
            QTest::addRow("%d", i) << i;
    }
    void refusesChangesThatDoNotFit()
    {
        QFETCH(int, which);
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        addResponse(*store, 1, "A");
        must(act(*store, {AddInstruction{childOf(1, "b")}}));
        must(act(*store, {SetDifficulty{2, {}, 3}, RateResponse{1, 1, {}, Rating{3, ""}}}));
        must(act(*store, {AddInstruction{seed("tagged")}, AddInstruction{seed("noted")}, AddInstruction{seed("flagged")},
                          AddInstruction{childOf(2, "grandchild")}, SetTag{3, "math", {}, true}, SetNote{4, {}, "note"}, SetFlag{5, {}, true}}));
        Instruction first, second, tagged, noted, flagged, absent;
        first.id = 1;
        second.id = 2;
        tagged.id = 3;
        noted.id = 4;
        flagged.id = 5;
        absent.id = 9;
        Response rated, missing;
        rated.id = 1;
        missing.id = 9;
        Instruction again = seed("again");
        again.id = 1;
        const std::vector<Change> wrong{
            AddInstruction{childOf(9, "of no parent")}, AddInstruction{again}, AddInstruction{seed("")},
            AddResponse{answer(9, "to nothing")}, SetDifficulty{1, {}, 0}, RemoveInstruction{first},
            RemoveInstruction{second}, RemoveResponse{rated}, RemoveResponse{missing}, SetDifficulty{9, {}, 3},
            SetDifficulty{1, {}, 11}, SetOverride{9, {}, Override{}}, RateResponse{9, 1, {}, Rating{1, ""}},
            RemoveInstruction{tagged}, RemoveInstruction{noted}, RemoveInstruction{flagged}, RemoveInstruction{absent},
            EditInstruction{1, {}, {"", "", "Ada"}}, EditInstruction{9, {}, {"a", "", "Ada"}}, EditResponse{9, 0, {}, {"a", "", "Ada"}},
            MoveInstruction{1, 0, 1}, MoveInstruction{1, 0, 2}, MoveInstruction{1, 0, 6}, MoveInstruction{1, 0, 9},
            MoveInstruction{9, 0, 1}, SetTag{1, "", {}, true}, SetTag{9, "math", {}, true}, SetNote{9, {}, "a"},
            SetFlag{9, {}, true}, SetSetting{"", {}, "1"}, SetQuality{1, {}, Quality{1, 6, 3}}, SetQuality{9, {}, Quality{1, 1, 1}},
            LabelStep{1, 0, 5, {}, StepMark{}}, LabelStep{9, 0, 0, {}, StepMark{}}};
        QCOMPARE(wrong.size(), std::size_t{34});
        const std::string before = describe(store->reader());
        const auto refused = act(*store, {AddInstruction{seed("goes with it")}, wrong[static_cast<std::size_t>(which)]});
        QVERIFY(!refused);
        QVERIFY(refused.error().kind != ErrorKind::Io);
        QCOMPARE(describe(store->reader()), before);
        QVERIFY(must(store->reader().check()).empty());
        QCOMPARE(must(store->reader().undoState()).undoAction, ActionId{5});
        QCOMPARE(addSeed(*store, "c"), InstructionId{7});
    }

    void refusesAnActionThatIsNotThere()
    {
        const TemporaryProject project;
        const auto store = project.open();
        Action action{99, "Edit", "Ada"};
        QCOMPARE(kindOf(store->append(action, {AddInstruction{seed("a")}}, 1)), ErrorKind::NotFound);
        QCOMPARE(must(store->reader().pool()).count(), 0);
    }

    void remembersWhatARemovedInstructionWas()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "1+1=?");
        addResponse(*store, 1, "2");
        const std::string before = describe(store->reader());
        Instruction bare;
        bare.id = 1;
        Response bareResponse;
        bareResponse.id = 1;
        must(act(*store, {RemoveResponse{bareResponse}, RemoveInstruction{bare}}));
        QCOMPARE(must(store->reader().pool()).count(), 0);
        must(store->undo("Ada", 2));
        QCOMPARE(describe(store->reader()), before);
    }

    void ratesUnderTheInstructionThatTheResponseAnswers()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        addSeed(*store, "b");
        addResponse(*store, 2, "B");
        const auto written = must(act(*store, {RateResponse{1, 1, {}, Rating{5, ""}}}));
        QCOMPARE(std::get<RateResponse>(written.front()).instruction, InstructionId{2});
    }

    void aFailedWorkTakesBackOnlyItsOwn()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(store->transaction([&]() -> Result<> {
            addSeed(*store, "kept");
            const auto inner = store->transaction([&]() -> Result<> {
                addSeed(*store, "taken back");
                return fail(ErrorKind::Cancelled, "stop");
            });
            if (inner || inner.error().kind != ErrorKind::Cancelled)
                qFatal("the error of the work is lost");
            addSeed(*store, "kept, too");
            return {};
        }));
        std::vector<std::string> texts;
        must(store->reader().eachInstruction([&](const Instruction &i) {
            texts.push_back(i.text);
            return true;
        }));
        QCOMPARE(texts, (std::vector<std::string>{"kept", "kept, too"}));
        QVERIFY(!store->transaction([&]() -> Result<> {
            addSeed(*store, "gone");
            must(store->transaction([&]() -> Result<> {
                addSeed(*store, "gone with it");
                return {};
            }));
            return fail(ErrorKind::Cancelled, "stop");
        }));
        QCOMPARE(must(store->reader().pool()).count(), 2);
        QVERIFY(must(store->reader().check()).empty());
    }

    void aFullDiskChangesNothing_data()
    {
        QTest::addColumn<bool>("atPageLimit");
        QTest::newRow("no more pages") << true;
        QTest::newRow("no more bytes") << false;
    }
    void aFullDiskChangesNothing()
    {
        QFETCH(bool, atPageLimit);
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "1+1=?");
        const std::string before = describe(store->reader());
        const auto writeMuch = [&] {
            return store->transaction([&]() -> Result<> {
                for (int i = 0; i < 100; ++i) {
                    auto done = act(*store, {AddInstruction{seed(std::string(100000, 'x') + std::to_string(i))}});
                    if (!done)
                        return tl::unexpected<Error>(done.error());
                }
                return {};
            });
        };
        if (atPageLimit) {
            Connection &connection = static_cast<SqliteReader &>(store->reader()).connection();
            connection.execute("PRAGMA max_page_count = 60");
            const auto full = writeMuch();
            QCOMPARE(kindOf(full), ErrorKind::Io);
            QVERIFY2(full.error().message.find("full") != std::string::npos, full.error().message.c_str());
            connection.execute("PRAGMA max_page_count = 1073741823");
        } else {
            const SmallDisk disk(1'000'000);
            QCOMPARE(kindOf(writeMuch()), ErrorKind::Io);
        }
        QCOMPARE(describe(store->reader()), before);
        QVERIFY(must(store->reader().check()).empty());
        QCOMPARE(describe(*must(store->openReader())), before);
        QCOMPARE(addSeed(*store, "there is room again"), InstructionId{2});
        QVERIFY(must(store->reader().check()).empty());
    }

    void asksForAnExchangeUnderItsKey()
    {
        const TemporaryProject project;
        const auto store = project.open();
        Exchange exchange;
        exchange.key = std::string("\0\1\2key\0", 7);
        exchange.stage = Stage::Judge;
        exchange.instruction = 4;
        exchange.model = "qwen";
        exchange.parameters = "{\"seed\":1}";
        exchange.messages = "[]";
        exchange.sample = 3;
        exchange.reply = "Not Equal 数学";
        exchange.finishReason = "stop";
        exchange.promptTokens = 10;
        exchange.completionTokens = 20;
        exchange.latency = 30;
        exchange.attempts = 2;
        exchange.time = 40;
        QVERIFY(!must(store->reader().findExchange(exchange.key)));
        QCOMPARE(must(store->saveExchange(exchange)), ExchangeId{1});
        Exchange second = exchange;
        second.reply = "another reply to the same";
        QCOMPARE(must(store->saveExchange(second)), ExchangeId{1});
        second.key = std::string("\0\1\2key\1", 7);
        QCOMPARE(must(store->saveExchange(second)), ExchangeId{2});
        QCOMPARE(must(store->reader().exchangeCount()), std::int64_t{2});
        const Exchange found = must(must(store->openReader())->findExchange(exchange.key)).value();
        QCOMPARE(found.id, ExchangeId{1});
        QCOMPARE(found.key, exchange.key);
        QCOMPARE(found.stage, Stage::Judge);
        QCOMPARE(found.instruction, InstructionId{4});
        QCOMPARE(found.model, exchange.model);
        QCOMPARE(found.parameters, exchange.parameters);
        QCOMPARE(found.messages, exchange.messages);
        QCOMPARE(found.sample, 3);
        QCOMPARE(found.reply, exchange.reply);
        QCOMPARE(found.finishReason, exchange.finishReason);
        QCOMPARE(found.promptTokens, 10);
        QCOMPARE(found.completionTokens, 20);
        QCOMPARE(found.latency, std::int64_t{30});
        QCOMPARE(found.attempts, 2);
        QCOMPARE(found.time, std::int64_t{40});
        QCOMPARE(must(store->reader().exchanges(4)).size(), std::size_t{2});
    }

    void keepsAnExchangeByItsParts()
    {
        const TemporaryProject project;
        const auto store = project.open();
        Exchange exchange;
        exchange.key = std::string(32, 'k');
        exchange.instruction = 4;
        exchange.prompt = "Compare {instruction}{context} with {child}.";
        exchange.values.instruction = "1+1=? \"數\"";
        exchange.values.child = "{context}";
        exchange.reply = "Not Equal";
        exchange.reasoning = "They differ.";
        exchange.outcome = ReplyOutcome::Filtered;
        exchange.firstToken = 12;
        exchange.endpoint = "127.0.0.1:8080";
        exchange.cost = 0.25;
        must(store->saveExchange(exchange));
        exchange.key = std::string(32, 'l');
        must(store->saveExchange(exchange));
        const Exchange found = must(must(store->openReader())->findExchange(exchange.key)).value();
        QCOMPARE(found.prompt, exchange.prompt);
        QVERIFY(found.values == exchange.values);
        const auto messages = nlohmann::json::parse(found.messages);
        QCOMPARE(messages.at(0).at("content").get<std::string>(), std::string("Compare 1+1=? \"數\" with {context}."));
        QCOMPARE(found.reply, exchange.reply);
        QCOMPARE(found.reasoning, exchange.reasoning);
        QCOMPARE(found.outcome, ReplyOutcome::Filtered);
        QCOMPARE(found.firstToken, std::int64_t{12});
        QCOMPARE(found.endpoint, exchange.endpoint);
        QCOMPARE(found.cost, 0.25);
        // Prompt, two values, reply and reasoning: once, whatever number of exchanges.
        QCOMPARE(rawInteger(project.path(), "SELECT count(*) FROM text"), std::int64_t{5});
    }

    void keepsARunWithItsPlan()
    {
        const TemporaryProject project;
        Run run;
        run.settings.operators = {"deepen", "breadth"};
        run.settings.choice = Choice::Each;
        run.settings.goal = RunGoal::Respond;
        run.settings.only = {3, 1};
        run.settings.epochs = 4;
        run.settings.seed = 0xFFFF'FFFF'FFFF'FFFFu;
        run.settings.concurrency = 7;
        run.settings.maxRequests = 100;
        run.settings.budget = 1.25;
        run.settings.evolver = "http://127.0.0.1:8080/v1#数学";
        run.settings.scoresDifficulty = true;
        run.firstEpoch = 2;
        {
            const auto store = project.open();
            QVERIFY(!must(store->reader().lastRun()));
            must(store->saveRun(run, {0, "Evolve", "Ada"}, 5));
            QCOMPARE(run.id, RunId{1});
            must(store->addRunItems({item(1, 9, 1), item(1, 7, 3)}));
            RunItem failed = item(1, 7, 3);
            failed.failure = "no answer";
            must(store->setItemState(failed));
            run.plannedEpochs = 1;
            run.state = RunState::Finished;
            must(store->saveRun(run, {}, 6));
        }
        const auto reader = project.openReadOnly();
        const Run found = must(reader->lastRun()).value();
        QCOMPARE(found.id, run.id);
        QCOMPARE(found.action, run.action);
        QCOMPARE(found.firstEpoch, 2);
        QCOMPARE(found.plannedEpochs, 1);
        QCOMPARE(found.state, RunState::Finished);
        QCOMPARE(found.settings.operators, run.settings.operators);
        QCOMPARE(found.settings.choice, Choice::Each);
        QCOMPARE(found.settings.goal, RunGoal::Respond);
        QCOMPARE(found.settings.only, run.settings.only);
        QCOMPARE(found.settings.epochs, 4);
        QCOMPARE(found.settings.seed, run.settings.seed);
        QCOMPARE(found.settings.concurrency, 7);
        QCOMPARE(found.settings.maxRequests, run.settings.maxRequests);
        QCOMPARE(found.settings.budget, run.settings.budget);
        QCOMPARE(found.settings.evolver, run.settings.evolver);
        QVERIFY(found.settings.scoresDifficulty);
        const auto items = must(reader->runItems(1));
        QCOMPARE(items.size(), std::size_t{2});
        QCOMPARE(items[0].instruction, InstructionId{7});
        QCOMPARE(items[0].failure, std::string("no answer"));
        QCOMPARE(items[1].instruction, InstructionId{9});
        QCOMPARE(items[1].parent, InstructionId{1});
        QCOMPARE(items[1].response, ResponseId{109});
        QCOMPARE(items[1].operatorKey, std::string("deepen"));
        QCOMPARE(items[1].sample, 2);
        QVERIFY(items[1].failure.empty());
    }

    void findsTextsWhereverTheyAre()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("Add 50% of a_b")}, AddInstruction{seed("Sum", "c:\\temp")},
                          AddInstruction{seed("求和")}, AddResponse{answer(0, "The Answer")}}));
        const auto found = [&](const char *text) { return must(store->reader().find(text)); };
        QCOMPARE(found("add"), std::vector<InstructionId>{1});
        QCOMPARE(found("0% o"), std::vector<InstructionId>{1});
        QCOMPARE(found("a_b"), std::vector<InstructionId>{1});
        QCOMPARE(found("%"), std::vector<InstructionId>{1});
        QCOMPARE(found("_"), std::vector<InstructionId>{1});
        QCOMPARE(found("\\"), std::vector<InstructionId>{2});
        QCOMPARE(found("求"), std::vector<InstructionId>{3});
        QCOMPARE(found("the answer"), std::vector<InstructionId>{3});
        QVERIFY(found("xyz").empty());
    }

    void fillsInTheWordsMarksAndPlacesReplaced()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("a", "context")}, AddResponse{answer(0, "A")}, AddInstruction{childOf(1, "b")}, AddInstruction{seed("c")}}));
        must(act(*store, {SetNote{1, {}, "note"}, SetFlag{1, {}, true}, SetTag{1, "math", {}, true}, SetSetting{"key", {}, "1"}}));
        const auto written = must(act(*store, {EditInstruction{1, {}, {"new", "", "Ada"}}, EditResponse{1, 0, {}, {"New", "", "Ada"}},
                                               MoveInstruction{2, 0, 3}, SetTag{1, "math", {}, false}, SetNote{1, {}, ""},
                                               SetFlag{1, {}, false}, SetSetting{"key", {}, {}}}));
        QVERIFY(std::get<EditInstruction>(written[0]).from == (Wording{"a", "context", ""}));
        QVERIFY(std::get<EditResponse>(written[1]).from == (Wording{"A", "", ""}));
        QCOMPARE(std::get<EditResponse>(written[1]).instruction, InstructionId{1});
        QCOMPARE(std::get<MoveInstruction>(written[2]).from, InstructionId{1});
        QVERIFY(std::get<SetTag>(written[3]).from);
        QCOMPARE(std::get<SetNote>(written[4]).from, std::string("note"));
        QVERIFY(std::get<SetFlag>(written[5]).from);
        QCOMPARE(std::get<SetSetting>(written[6]).from, std::optional<std::string>("1"));
        QCOMPARE(must(store->reader().instruction(1)).text, std::string("new"));
        QCOMPARE(must(store->reader().instruction(1)).editor, std::string("Ada"));
        QCOMPARE(must(store->reader().responses(1)).front().editor, std::string("Ada"));
        QCOMPARE(must(store->reader().instruction(2)).parent, InstructionId{3});
    }

    void givesBackTagsNotesAndSettings()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        must(act(*store, {SetTag{1, "writing", {}, true}, SetTag{1, "math", {}, true}, SetTag{1, "math", {}, true}, SetNote{1, {}, "数学"},
                          SetSetting{"filter:b", {}, "2"}, SetSetting{"filter:a", {}, "1"}, SetSetting{"other", {}, "3"}}));
        QCOMPARE(must(store->reader().tags(1)), (std::vector<std::string>{"math", "writing"}));
        QCOMPARE(must(store->reader().note(1)), std::string("数学"));
        using Settings = std::vector<std::pair<std::string, std::string>>;
        QVERIFY(must(store->reader().settings("filter:")) == (Settings{{"filter:a", "1"}, {"filter:b", "2"}}));
        QCOMPARE(must(store->reader().settings("")).size(), std::size_t{3});
        QCOMPARE(kindOf(store->reader().tags(9)), ErrorKind::NotFound);
        QCOMPARE(kindOf(store->reader().note(9)), ErrorKind::NotFound);
    }

    void aReloadedPoolIsInPreorderAfterAMove()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("1")}, AddInstruction{seed("2")}, AddInstruction{childOf(1, "3")}, AddInstruction{childOf(3, "4")},
                          MoveInstruction{3, 0, 2}, AddInstruction{childOf(1, "5")}}));
        const Pool pool = must(store->reader().pool());
        std::vector<InstructionId> ids;
        for (NodeIndex n = 0; n < pool.size(); ++n)
            ids.push_back(pool.id(n));
        QCOMPARE(ids, (std::vector<InstructionId>{1, 5, 2, 3, 4}));
        QCOMPARE(pool.parent(pool.indexOf(3)), pool.indexOf(2));
        must(store->undo("Ada", 1));
        QCOMPARE(must(store->reader().pool()).count(), 0);
    }

    void listsTheItemsOfARunThatAreNotDone()
    {
        const TemporaryProject project;
        const auto store = project.open();
        must(act(*store, {AddInstruction{seed("1")}}));
        Run run;
        must(store->saveRun(run, {0, "Evolve", "engine"}, 1));
        must(store->addRunItems({item(1, 2, 1), item(1, 3, 1), item(1, 4, 1)}));
        RunItem answering = item(1, 1, 0);
        answering.kind = ItemKind::Respond;
        must(store->addRunItems({answering}));
        const auto left = [&] {
            std::vector<InstructionId> ids;
            for (const RunItem &each : must(store->reader().unfinishedItems(run.id)))
                ids.push_back(each.instruction);
            return ids;
        };
        QCOMPARE(left(), (std::vector<InstructionId>{1, 2, 3, 4}));
        Instruction child = childOf(1, "2");
        child.id = 3;
        Response response = answer(1, "A");
        response.id = answering.response;
        must(act(*store, {AddInstruction{child}, AddResponse{response}}));
        QCOMPARE(left(), (std::vector<InstructionId>{2, 4}));
        must(store->undo("Ada", 1));
        QCOMPARE(left(), (std::vector<InstructionId>{1, 2, 3, 4}));
    }

    void tellsItsHistoryNewestFirst()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        addSeed(*store, "b");
        must(act(*store, {SetDifficulty{1, {}, 3}}, "Score", "engine"));
        const auto all = must(store->reader().history({}));
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all[0].number, std::int64_t{3});
        QCOMPARE(all[0].label, std::string("Score"));
        QCOMPARE(all[0].by, std::string("engine"));
        QCOMPARE(all[0].time, std::int64_t{1'700'000'000'001});
        QCOMPARE(std::get<AddInstruction>(all[1].change).instruction.text, std::string("b"));
        const auto ofFirst = must(store->reader().history({1, 0, 1000, {}}));
        QCOMPARE(ofFirst.size(), std::size_t{2});
        const auto older = must(store->reader().history({0, 3, 1, {}}));
        QCOMPARE(older.size(), std::size_t{1});
        QCOMPARE(older[0].number, std::int64_t{2});
        QCOMPARE(must(store->reader().history({0, 0, 1000, "engine"})).size(), std::size_t{1});
        const auto ofAda = must(store->reader().history({0, 0, 1, "Ada"}));
        QCOMPARE(ofAda.size(), std::size_t{1});
        QCOMPARE(ofAda[0].number, std::int64_t{2});
        QCOMPARE(must(store->reader().history({0, 2, 1000, "Ada"})).front().number, std::int64_t{1});
        QCOMPARE(must(store->reader().history({1, 0, 1000, "engine"})).front().number, std::int64_t{3});
        QVERIFY(must(store->reader().history({2, 0, 1000, "engine"})).empty());
        QVERIFY(must(store->reader().history({0, 0, 1000, "nobody"})).empty());
        const auto actions = must(store->reader().actions(2));
        QCOMPARE(actions.size(), std::size_t{2});
        QCOMPARE(actions[0].action.label, std::string("Score"));
        QCOMPARE(actions[0].changes, std::int64_t{1});
    }

    void actionsAreFilteredByWhatTheyChanged()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "a");
        addSeed(*store, "b");
        must(act(*store, {SetDifficulty{1, {}, 3}, SetDifficulty{2, {}, 4}, SetFlag{2, false, true}}, "Score", "engine"));
        must(act(*store, {SetFlag{2, true, false}}, "Calm"));
        const auto labels = [&](const HistoryFilter &filter) {
            std::string all;
            for (const ActionEntry &entry : must(store->reader().actions(filter)))
                all += entry.action.label + ' ' + std::to_string(entry.changes) + ' ';
            return all;
        };
        const std::size_t difficulty = Change(SetDifficulty()).index();
        QCOMPARE(labels({}), std::string("Calm 1 Score 3 Add 1 Add 1 "));
        QCOMPARE(labels({2, 0, 1000, {}}), std::string("Calm 1 Score 2 Add 1 "));
        QCOMPARE(labels({0, 0, 1000, "engine"}), std::string("Score 3 "));
        QCOMPARE(labels({0, 0, 1000, {}, 0, difficulty}), std::string("Score 2 "));
        QCOMPARE(labels({2, 0, 1000, {}, 0, difficulty}), std::string("Score 1 "));
        QCOMPARE(labels({0, 3, 1, {}}), std::string("Add 1 "));
        const auto ofScore = must(store->reader().history({0, 0, 1000, {}, 3, difficulty}));
        QCOMPARE(ofScore.size(), std::size_t{2});
        QCOMPARE(must(store->reader().history({0, ofScore[0].number, 1000, {}, 3})).size(), std::size_t{1});
        QCOMPARE(must(store->reader().history({2, 0, 1000, {}, 0, difficulty})).size(), std::size_t{1});
    }

    void thePoolInMemoryIsThePoolOnDisk_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void thePoolInMemoryIsThePoolOnDisk()
    {
        QFETCH(unsigned, seed);
        const TemporaryProject project;
        std::string last;
        {
            const auto store = project.open();
            RandomEditor editor(*store, seed);
            must(store->transaction([&]() -> Result<> { // one wait for the disk in all
                for (int step = 0; step < 150; ++step) {
                    editor.step();
                    const Pool stored = must(store->reader().pool());
                    if (describe(editor.pool()) != describe(stored) || describeTimes(editor.pool()) != describeTimes(stored))
                        return fail(ErrorKind::Corrupt, "step " + std::to_string(step) + "\nin memory:\n" +
                                        describe(editor.pool()) + "\non disk:\n" + describe(stored));
                }
                return {};
            }));
            last = describe(editor.pool());
            QVERIFY(editor.pool().count() > 0);
        }
        const auto reader = project.openReadOnly();
        QCOMPARE(describe(must(reader->pool())), last);
        const auto problems = must(reader->check());
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
    }

    void refusesRowsThatNoProgramOfOursWrote_data()
    {
        QTest::addColumn<QByteArray>("sql");
        const auto row = [](const char *what, const char *set) {
            QTest::newRow(what) << "UPDATE skeleton SET " + QByteArray(set);
        };
        row("difficulty", "difficulty = 200");
        row("negative difficulty", "difficulty = -1");
        row("huge id", "id = 9000000000000000000");
        row("negative id", "id = -1");
        row("epoch", "epoch = 70000");
        row("decision", "decision = 77");
        row("operator without a name", "operator = 1000000000000");
        row("negative operator", "operator = -1");
        row("model without a name", "model = 9");
        row("person without a name", "overridden_by = 9");
        row("responses", "responses = -1");
        row("circle", "parent = 1");
        QTest::newRow("number of a key") << QByteArray("UPDATE key_number SET number = 9000000000");
    }
    void refusesRowsThatNoProgramOfOursWrote()
    {
        QFETCH(QByteArray, sql);
        const TemporaryProject project;
        addSeed(*project.open(), "1+1=?");
        rawExecute(project.path(), sql.toStdString());
        const auto reader = project.openReadOnly();
        QCOMPARE(kindOf(reader->pool()), ErrorKind::Corrupt);
        QVERIFY(!must(reader->check()).empty());
    }

    void refusesAVerdictThatIsNotJson()
    {
        const TemporaryProject project;
        addSeed(*project.open(), "1+1=?");
        rawExecute(project.path(), "INSERT INTO verdict VALUES (1, 0, '[not JSON')");
        const auto reader = project.openReadOnly();
        QCOMPARE(kindOf(reader->verdict(1)), ErrorKind::Corrupt);
        QVERIFY(!must(reader->check()).empty());
    }

    void survivesMoreRulesThanTheMaskHasBits()
    {
        const TemporaryProject project;
        const auto store = project.open();
        addSeed(*store, "1+1=?");
        Verdict verdict;
        for (int rule = 0; rule < 40; ++rule)
            verdict.fired.push_back({"rule " + std::to_string(rule), "", EvidencePlace::Judge, 0, 0});
        Pool pool = must(store->reader().pool());
        for (const Change &change : must(act(*store, {SetVerdict{1, {}, verdict}})))
            pool.apply(change);
        QCOMPARE(pool.state(0), State::Eliminated);
        QCOMPARE(must(store->reader().pool()).state(0), State::Eliminated);
        QCOMPARE(must(store->reader().verdict(1))->fired.size(), std::size_t{40});
        QVERIFY(must(store->reader().check()).empty());
    }
};

QTEST_GUILESS_MAIN(TestSqliteStore)
#include "tst_sqlite_store.moc"
