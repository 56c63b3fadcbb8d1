// SPDX-License-Identifier: GPL-3.0-or-later
// Which instructions and whose answers become a study, and what is said of those that do not match.
#include "editing/study_draft.h"
#include "preference/criteria.h"
#include "tests/support/temporary_project.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <nlohmann/json.hpp>

#include <set>

using namespace evol;
using namespace evol::test;

namespace {

/// A project and files beside it.
class Drafting
{
public:
    std::string write(const char *name, const std::string &content)
    {
        const std::string path = project.folder() + '/' + name;
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(content)) != qint64(content.size()))
            qFatal("the file cannot be written");
        return path;
    }
    /// instructions with the answer "NAME: INSTRUCTION".
    OutputFile outputs(const std::string &name, const std::vector<std::string> &instructions)
    {
        nlohmann::json all = nlohmann::json::array();
        for (const std::string &instruction : instructions)
            all.push_back({{"instruction", instruction}, {"output", name + ": " + instruction}, {"generator", name}, {"dataset", "d"}});
        return {write((name + ".json").c_str(), all.dump()), {}};
    }
    static StudyRequest request(std::vector<OutputFile> outputs)
    {
        StudyRequest request;
        request.uid = "uid";
        request.name = "Study";
        request.outputs = std::move(outputs);
        request.design.criteria = {*builtinCriterion("overall")};
        return request;
    }
    Result<StudyDraft> run(const StudyRequest &request) { return draftStudy(*project.openReadOnly(), request); }
    StudyDraft made(const StudyRequest &request) { return must(run(request)); }
    QString refusal(const StudyRequest &request)
    {
        const auto draft = run(request);
        return draft ? QString() : QString::fromStdString(draft.error().message);
    }

    TemporaryProject project;
};

std::vector<std::string> textsOf(const Study &study)
{
    std::vector<std::string> texts;
    for (const StudyItem &item : study.items)
        texts.push_back(item.text);
    return texts;
}

const std::vector<std::string> three{"One", "Two", "Three"};

} // namespace

class TestStudyDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyProjectTakesTheInstructionsOfTheOutputs()
    {
        Drafting d;
        const StudyDraft draft = d.made(Drafting::request({d.outputs("a", three), d.outputs("b", {"Three", "Two", "One"})}));
        QCOMPARE(textsOf(draft.study), three);
        QCOMPARE(draft.study.contenders, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(draft.study.items[1].answers[0].text, std::string("a: Two"));
        QCOMPARE(draft.study.items[1].answers[1].text, std::string("b: Two"));
        QCOMPARE(draft.items, std::int64_t{3});
        QCOMPARE(draft.leftOut, std::int64_t{0});
    }

    void whatDoesNotMatchIsLeftOutAndListed()
    {
        Drafting d;
        addSeed(*d.project.open(), "One");
        addSeed(*d.project.open(), "Two");
        const StudyDraft draft = d.made(Drafting::request({d.outputs("a", three), d.outputs("b", {"One"})}));
        QCOMPARE(textsOf(draft.study), std::vector<std::string>{"One"});
        QCOMPARE(draft.instructions, std::int64_t{2});
        QCOMPARE(draft.leftOut, std::int64_t{1});
        QCOMPARE(draft.coverage[0].answers, std::int64_t{2});
        QCOMPARE(draft.coverage[0].unmatched, std::int64_t{1});
        QCOMPARE(draft.coverage[0].examples, std::vector<std::string>{"Three"});
        QCOMPARE(draft.coverage[1].answers, std::int64_t{1});
        QCOMPARE(draft.coverage[1].missing, std::int64_t{1});
        QCOMPARE(draft.coverage[1].examples, std::vector<std::string>{"Two"});
    }

    void instructionsMatchWhateverTheirBlanksAndAccents()
    {
        Drafting d;
        addSeed(*d.project.open(), "Translate\n  “caf\u00e9”\u3000now ");
        const StudyDraft draft = d.made(Drafting::request({d.outputs("a", {"Translate “cafe\u0301” now"}), d.outputs("b", {"\tTranslate “caf\u00e9”\u00a0now"})}));
        QCOMPARE(draft.study.items.size(), std::size_t{1});
        QCOMPARE(draft.study.items[0].text, std::string("Translate\n  “caf\u00e9”\u3000now "));
    }

    void aContextMatchesWhetherItStandsApartOrNot()
    {
        Drafting d;
        must(act(*d.project.open(), {AddInstruction{seed("Sum the numbers.", "1, 2")}}));
        const StudyDraft draft = d.made(Drafting::request({d.outputs("a", {"Sum the numbers.\n\n1, 2"}), d.outputs("b", {"Sum the numbers. 1, 2"})}));
        QCOMPARE(draft.study.items.size(), std::size_t{1});
        QCOMPARE(draft.study.items[0].context, std::string("1, 2"));
    }

    void anItemKeepsTheFactsOfTheProject()
    {
        Drafting d;
        const auto store = d.project.open();
        const InstructionId first = addSeed(*store, "One");
        const auto added = must(act(*store, {AddInstruction{childOf(first, "Two", 3, "concretize")}, SetDifficulty{0, {}, 8}}));
        const StudyDraft draft = d.made(Drafting::request({d.outputs("a", three), d.outputs("b", three)}));
        const StudyItem &item = draft.study.items[1];
        QCOMPARE(item.instruction, InstructionId{2});
        QCOMPARE(item.epoch, 3);
        QCOMPARE(item.operatorKey, std::string("concretize"));
        QCOMPARE(item.difficulty, 8);
    }

    void responsesOfTheProjectAreContendersToo()
    {
        Drafting d;
        const auto store = d.project.open();
        const InstructionId id = addSeed(*store, "One");
        must(act(*store, {AddResponse{answer(id, "first", "gpt")}, AddResponse{answer(id, "second", "gpt")}, AddResponse{answer(id, "other", "human")}}));
        StudyRequest request = Drafting::request({d.outputs("a", three)});
        request.contenders = {"gpt"};
        const StudyDraft draft = d.made(request);
        QCOMPARE(draft.study.contenders, (std::vector<std::string>{"gpt", "a"}));
        QCOMPARE(draft.study.items[0].answers[0].text, std::string("first")); // not the second try
        QCOMPARE(draft.study.items[0].answers[0].response, ResponseId{1});
        QCOMPARE(draft.study.items[0].answers[1].response, ResponseId{0});
    }

    void onlyTheInstructionsAskedForAreTaken()
    {
        Drafting d;
        const auto store = d.project.open();
        for (const std::string &text : three)
            addSeed(*store, text);
        StudyRequest request = Drafting::request({d.outputs("a", three), d.outputs("b", three)});
        request.instructions = {3, 1};
        QCOMPARE(textsOf(d.made(request).study), (std::vector<std::string>{"One", "Three"}));
        request.instructions = {4};
        QVERIFY(d.refusal(request).contains("no instruction 4"));
    }

    void eliminatedInstructionsAreOnlyTakenWhenAskedFor()
    {
        Drafting d;
        const auto store = d.project.open();
        addSeed(*store, "One");
        must(act(*store, {SetVerdict{addSeed(*store, "Two"), {}, eliminatedBy("refusal")}}));
        StudyRequest request = Drafting::request({d.outputs("a", three), d.outputs("b", three)});
        QCOMPARE(textsOf(d.made(request).study), std::vector<std::string>{"One"});
        request.instructions = {2};
        QCOMPARE(textsOf(d.made(request).study), std::vector<std::string>{"Two"});
    }

    void aFileSaysWhichInstructions()
    {
        Drafting d;
        addSeed(*d.project.open(), "One");
        StudyRequest request = Drafting::request({d.outputs("a", three), d.outputs("b", three)});
        request.instructionFile = d.write("testset.jsonl", "{\"idx\":1,\"Skill\":\"Math\",\"Difficulty\":9,\"Instruction\":\"Two\"}\n"
                                                           "{\"idx\":2,\"Skill\":\"Code\",\"Difficulty\":2,\"Instruction\":\"One\"}\n");
        const StudyDraft draft = d.made(request);
        QCOMPARE(textsOf(draft.study), (std::vector<std::string>{"Two", "One"}));
        QCOMPARE(draft.study.items[0].skill, std::string("Math"));
        QCOMPARE(draft.study.items[0].difficulty, 9);
        QCOMPARE(draft.study.items[1].instruction, InstructionId{1});
    }

    void drawsSoManyByTheSeed()
    {
        Drafting d;
        std::vector<std::string> many;
        for (int i = 0; i < 100; ++i)
            many.push_back("Question " + std::to_string(i));
        StudyRequest request = Drafting::request({d.outputs("a", many), d.outputs("b", many)});
        request.most = 30;
        const StudyDraft draft = d.made(request);
        QCOMPARE(draft.study.items.size(), std::size_t{30});
        QCOMPARE(draft.items, std::int64_t{30});
        QCOMPARE(textsOf(d.made(request).study), textsOf(draft.study));
        request.design.seed = 2;
        QVERIFY(textsOf(d.made(request).study) != textsOf(draft.study));
    }

    void goldIsTakenFromAFileAndIsInEveryDraw()
    {
        Drafting d;
        std::vector<std::string> many;
        for (int i = 0; i < 50; ++i)
            many.push_back("Question " + std::to_string(i));
        StudyRequest request = Drafting::request({d.outputs("a", many), d.outputs("b", many)});
        request.goldFile = d.write("gold.jsonl", "{\"instruction\": \"Question 7\", \"best\": \"b\"}\n{\"instruction\": \"Question  31\", \"scores\": {\"a\": 4, \"b\": 2}}\n");
        request.most = 3;
        std::set<std::string> gold;
        const StudyDraft draft = d.made(request);
        QCOMPARE(draft.study.items.size(), std::size_t{3});
        for (const StudyItem &item : draft.study.items) {
            if (item.gold.empty())
                continue;
            gold.insert(item.text);
            QCOMPARE(item.gold, item.text == "Question 7" ? (std::vector<int>{0, 1}) : (std::vector<int>{4, 2}));
        }
        QCOMPARE(gold, (std::set<std::string>{"Question 31", "Question 7"}));
    }

    void goldThatNamesWhatIsNotThereIsRefusedByItsLine()
    {
        Drafting d;
        StudyRequest request = Drafting::request({d.outputs("a", three), d.outputs("b", three)});
        request.goldFile = d.write("gold.jsonl", "{\"instruction\": \"One\", \"best\": \"a\"}\n{\"instruction\": \"Four\", \"best\": \"a\"}\n");
        QVERIFY(d.refusal(request).contains("line 2"));
        request.goldFile = d.write("gold.jsonl", "{\"instruction\": \"One\", \"best\": \"nobody\"}\n");
        QVERIFY(d.refusal(request).contains("nobody"));
        request.goldFile = d.write("gold.jsonl", "{\"instruction\": \"One\"}\n");
        QVERIFY(d.refusal(request).contains("neither"));
    }

    void whatTheAnswersSayOfTheirMakerIsCounted()
    {
        Drafting d;
        StudyRequest request = Drafting::request({d.outputs("chatty", {"Who are you, ChatGPT?"}), d.outputs("b", {"Who are you, ChatGPT?"})});
        request.masked = {"ChatGPT"};
        const StudyDraft draft = d.made(request);
        QCOMPARE(draft.coverage[0].masked, std::int64_t{1});
        QVERIFY(draft.study.items[0].answers[0].text.find("ChatGPT") != std::string::npos); // masked for raters only
    }

    void whatCannotBeAStudyIsRefused()
    {
        Drafting d;
        QVERIFY(d.refusal(Drafting::request({d.outputs("a", three)})).contains("1 contender"));
        QVERIFY(d.refusal(Drafting::request({d.outputs("a", {"One"}), d.outputs("b", {"Two"})})).contains("a answered 1 of 2"));
        QVERIFY(d.refusal(Drafting::request({{d.project.folder() + "/absent.json", {}}})).contains("absent.json"));
        StudyRequest unjudged = Drafting::request({d.outputs("a", three), d.outputs("b", three)});
        unjudged.design.criteria.clear();
        QVERIFY(!d.refusal(unjudged).isEmpty());
        StudyRequest stopped = Drafting::request({d.outputs("a", three), d.outputs("b", three)});
        stopped.cancelled = std::make_shared<std::atomic<bool>>(true);
        QCOMPARE(d.run(stopped).error().kind, ErrorKind::Cancelled);
    }

    void aLargeSelectionTakesNoTimeToLookUp()
    {
        Drafting d;
        std::vector<Change> changes;
        StudyRequest request = Drafting::request({d.outputs("a", {"Question 1"}), d.outputs("b", {"Question 1"})});
        for (int i = 1; i <= 30'000; ++i) {
            changes.push_back(AddInstruction{seed("Question " + std::to_string(i))});
            request.instructions.push_back(30'001 - i);
        }
        must(act(*d.project.open(), std::move(changes)));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(d.made(request).study.items.size(), std::size_t{1});
        QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
    }

    void threeModelsOutputsOfAlpacaEvalMatch()
    {
        Drafting d;
        std::vector<OutputFile> outputs;
        for (const char *name : {"alpaca-7b", "vicuna-13b", "wizardlm-13b"}) {
            outputs.push_back({std::string(EVOL_SHARED_DATA "/alpaca_eval_outputs_") + name + ".json", name});
            if (!QFile::exists(QString::fromStdString(outputs.back().path)))
                QSKIP("The outputs of AlpacaEval are not there.");
        }
        const StudyDraft draft = d.made(Drafting::request(outputs));
        QVERIFY2(draft.items >= 800 && draft.items <= 805, qPrintable(QString::number(draft.items)));
        QCOMPARE(draft.leftOut, std::int64_t{0});
        for (const Coverage &coverage : draft.coverage)
            QCOMPARE(coverage.unmatched, std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestStudyDraft)
#include "tst_study_draft.moc"
