// SPDX-License-Identifier: GPL-3.0-or-later
// One item of a run as a state machine: what it asks next after each reply, and the changes that come of it.
#include "evolution/item_evolution.h"

#include "evolution/rules/thresholds_codec.h"

#include <QCryptographicHash>
#include <QTest>

#include <set>

using namespace evol;

namespace {

RunItem evolveItem()
{
    RunItem item;
    item.instruction = 5;
    item.parent = 1;
    item.response = 8;
    item.epoch = 2;
    item.operatorKey = "deepen";
    return item;
}

RunItem respondItem()
{
    RunItem item;
    item.kind = ItemKind::Respond;
    item.instruction = 1;
    item.response = 8;
    return item;
}

Instruction plainParent()
{
    Instruction instruction;
    instruction.id = 1;
    instruction.text = "1+1=?";
    instruction.skill = "math";
    return instruction;
}

ChatRequest requestOf(ItemEvolution &item, int sample = 0)
{
    auto request = item.request(sample);
    if (!request)
        qFatal("%s", request.error().message.c_str());
    return *request;
}

/// Asks for the next reply and gives it; exchange numbers count from 11.
Result<> reply(ItemEvolution &item, const std::string &text, ReplyOutcome outcome = ReplyOutcome::Complete, int number = 11)
{
    ChatReply chat;
    chat.text = text;
    chat.outcome = outcome;
    Exchange exchange = makeExchange(exchangeKey("qwen", requestOf(item)), "qwen", requestOf(item), chat);
    exchange.id = number;
    return item.take(exchange);
}

std::shared_ptr<const RunTerms> terms(RunSettings settings = {})
{
    return makeTerms(std::move(settings)).value();
}

ItemEvolution evolution(RunSettings settings = {})
{
    return ItemEvolution(evolveItem(), ItemMaterial{plainParent()}, terms(std::move(settings)));
}

const FiredRule &onlyRule(const ItemEvolution &item)
{
    static Verdict verdict;
    for (const Change &change : item.changes()) {
        if (const auto *set = std::get_if<SetVerdict>(&change))
            verdict = set->to.value();
    }
    if (verdict.fired.size() != 1)
        qFatal("%zu rules fired", verdict.fired.size());
    return verdict.fired.front();
}

} // namespace

class TestItemEvolution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesByTheThresholdsGiven()
    {
        RunSettings settings;
        settings.thresholds = encodeThresholds({.duplicateSimilarity = 0.5});
        ItemEvolution item = evolution(settings);
        QVERIFY(reply(item, "1 + 1 = ?")); // the same words in another writing
        QVERIFY(reply(item, "Not Equal"));
        QVERIFY(!item.nextStage());
        QCOMPARE(onlyRule(item).rule, std::string("near_duplicate"));
    }

    void rewritesJudgesAndAnswers()
    {
        ItemEvolution item = evolution();
        QVERIFY(item.nextStage() == Stage::Rewrite);
        QVERIFY(reply(item, "  What is 1+1 in binary?\n", ReplyOutcome::Complete, 11));
        QVERIFY(item.nextStage() == Stage::Judge);
        QVERIFY(reply(item, "Not Equal", ReplyOutcome::Complete, 12));
        QVERIFY(item.nextStage() == Stage::Respond);
        QVERIFY(reply(item, " It is 10.\n", ReplyOutcome::Complete, 13));
        QVERIFY(!item.nextStage());
        QVERIFY(item.keeps());
        const auto changes = item.changes();
        QCOMPARE(changes.size(), std::size_t{3});
        const Instruction child = std::get<AddInstruction>(changes[0]).instruction;
        QCOMPARE(child.id, InstructionId{5});
        QCOMPARE(child.parent, InstructionId{1});
        QCOMPARE(child.epoch, 2);
        QCOMPARE(child.operatorKey, std::string("deepen"));
        QCOMPARE(child.text, std::string("What is 1+1 in binary?"));
        QCOMPARE(child.skill, std::string("math"));
        QCOMPARE(child.model, std::string("qwen"));
        QCOMPARE(child.promptVersion, PromptLibrary().prompt("general/deepen")->version);
        QCOMPARE(child.exchange, ExchangeId{11});
        const SetVerdict verdict = std::get<SetVerdict>(changes[1]);
        QVERIFY(verdict.to->kept());
        QCOMPARE(verdict.to->judgeExchange, ExchangeId{12});
        const Response response = std::get<AddResponse>(changes[2]).response;
        QCOMPARE(response.id, ResponseId{8});
        QCOMPARE(response.instruction, InstructionId{5});
        QCOMPARE(response.text, std::string("It is 10."));
        QCOMPARE(response.promptVersion, PromptLibrary().prompt("respond")->version);
        QCOMPARE(response.exchange, ExchangeId{13});
    }

    void answersAnInstructionThatIsThere()
    {
        ItemEvolution item(respondItem(), ItemMaterial{plainParent()}, terms());
        QVERIFY(item.nextStage() == Stage::Respond);
        QVERIFY(requestOf(item).messages.front().content.find("1+1=?") != std::string::npos);
        QVERIFY(reply(item, "2"));
        QVERIFY(!item.nextStage());
        const auto changes = item.changes();
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(std::get<AddResponse>(changes[0]).response.instruction, InstructionId{1});
    }

    void scoresDifficultyWhereAsked()
    {
        RunSettings settings;
        settings.scoresDifficulty = true;
        ItemEvolution item = evolution(settings);
        QVERIFY(reply(item, "What is 1+1 in binary?"));
        QVERIFY(reply(item, "Not Equal"));
        QVERIFY(reply(item, "It is 10."));
        QVERIFY(item.nextStage() == Stage::Score);
        QVERIFY(!reply(item, "quite hard"));
        QVERIFY(!reply(item, "11"));
        QVERIFY(!reply(item, "0"));
        QVERIFY(item.nextStage() == Stage::Score);
        QVERIFY(reply(item, "Score: 10 of 10"));
        QVERIFY(!item.nextStage());
        QCOMPARE(std::get<SetDifficulty>(item.changes().back()).to, std::optional(10));
    }

    void asksNothingMoreAboutAnUnchangedText()
    {
        for (const char *text : {"1+1=?", "\n1+1=? "}) {
            ItemEvolution item = evolution();
            QVERIFY(reply(item, text));
            QVERIFY(!item.nextStage());
            QVERIFY(!item.keeps());
            QCOMPARE(onlyRule(item).rule, std::string("no_information_gain"));
        }
        Instruction padded = plainParent();
        padded.text = " 1+1=?\n";
        ItemEvolution item(evolveItem(), ItemMaterial{padded}, terms());
        QVERIFY(reply(item, "1+1=?"));
        QVERIFY(!item.nextStage());
    }

    void asksNoAnswerToAnEliminatedText()
    {
        ItemEvolution equal = evolution();
        QVERIFY(reply(equal, "What is one plus one?"));
        QVERIFY(reply(equal, "Equal"));
        QVERIFY(!equal.nextStage());
        QCOMPARE(onlyRule(equal).rule, std::string("no_information_gain"));
        QCOMPARE(equal.changes().size(), std::size_t{2});
        ItemEvolution leaked = evolution();
        QVERIFY(reply(leaked, "The #Given Prompt# says 1+1"));
        QVERIFY(reply(leaked, "Not Equal"));
        QVERIFY(!leaked.nextStage());
        QCOMPARE(onlyRule(leaked).rule, std::string("leaked_prompt"));
    }

    void eliminatesByTheResponse()
    {
        ItemEvolution item = evolution();
        QVERIFY(reply(item, "What is 1+1 in binary?"));
        QVERIFY(reply(item, "Not Equal"));
        QVERIFY(reply(item, "Sorry, I cannot say."));
        QVERIFY(!item.nextStage());
        QVERIFY(!item.keeps());
        QCOMPARE(onlyRule(item).rule, std::string("refusal"));
        QCOMPARE(item.changes().size(), std::size_t{3});
    }

    void refusesRepliesOfNoUseAndStaysWhereItWas()
    {
        ItemEvolution item = evolution();
        QCOMPARE(reply(item, "").error().kind, ErrorKind::BadReply);
        QCOMPARE(reply(item, " \n\t").error().kind, ErrorKind::BadReply);
        QCOMPARE(reply(item, "A new text that is cut", ReplyOutcome::Truncated).error().kind, ErrorKind::BadReply);
        QVERIFY(item.nextStage() == Stage::Rewrite);
        QVERIFY(reply(item, "What is 1+1 in binary?"));
        QCOMPARE(reply(item, "Perhaps").error().kind, ErrorKind::BadReply);
        QCOMPARE(reply(item, "Equal", ReplyOutcome::Truncated).error().kind, ErrorKind::BadReply);
        QVERIFY(item.nextStage() == Stage::Judge);
    }

    void sendsTheContextWithTheInstruction()
    {
        Instruction instruction = plainParent();
        instruction.context = "in binary";
        QCOMPARE(fullText(instruction), std::string("1+1=?\n\nin binary"));
        ItemEvolution item(evolveItem(), ItemMaterial{instruction}, terms());
        const ChatRequest request = requestOf(item);
        QVERIFY(request.messages.front().content.find("1+1=?\n\nin binary") != std::string::npos);
        QCOMPARE(request.task.context, std::string("in binary"));
        QCOMPARE(request.task.operatorKey, std::string("deepen"));
        QVERIFY(reply(item, "1+1=?\n\nin binary"));
        QVERIFY(!item.nextStage());
    }

    void takesPromptsFromTheProject()
    {
        RunSettings settings;
        settings.prompts = {{"general/deepen", "Make {instruction}{context} deep."}};
        QCOMPARE(evolution(settings).request(0)->messages.front().content, std::string("Make 1+1=? deep."));
        settings.prompts = {{"general/deepen", "Make it deep."}};
        QVERIFY(!evolution(settings).request(0));
        RunItem unknown = evolveItem();
        unknown.operatorKey = "../judge_equal";
        QVERIFY(!ItemEvolution(unknown, ItemMaterial{plainParent()}, terms()).request(0));
    }

    void givesEveryRequestASeedOfItsOwn()
    {
        std::set<std::uint32_t> seeds;
        std::set<std::string> keys;
        const auto look = [&](ItemEvolution item, int sample) {
            const ChatRequest request = requestOf(item, sample);
            QVERIFY(seeds.insert(request.parameters.seed).second);
            QVERIFY(request.parameters.seed < (1u << 31));
            QVERIFY(keys.insert(exchangeKey("qwen", request)).second);
        };
        look(evolution(), 0);
        look(evolution(), 1);
        RunSettings settings;
        settings.seed = 1;
        look(evolution(settings), 0);
        RunItem later = evolveItem();
        later.epoch = 3;
        look(ItemEvolution(later, ItemMaterial{plainParent()}, terms()), 0);
        RunItem sibling = evolveItem();
        sibling.sample = 1;
        look(ItemEvolution(sibling, ItemMaterial{plainParent()}, terms()), 0);
        Instruction other = plainParent();
        other.id = 2;
        look(ItemEvolution(evolveItem(), ItemMaterial{other}, terms()), 0);
        look(ItemEvolution(respondItem(), ItemMaterial{plainParent()}, terms()), 0);
    }

    void knowsAnExchangeByAllThatWasAsked()
    {
        ItemEvolution item = evolution();
        const ChatRequest request = requestOf(item);
        QCOMPARE(exchangeKey("qwen", request), exchangeKey("qwen", requestOf(item)));
        QCOMPARE(exchangeKey("qwen", request).size(), std::size_t{32});
        std::set<std::string> keys{exchangeKey("qwen", request), exchangeKey("llama", request)};
        ChatRequest changed = request;
        changed.sample = 1;
        keys.insert(exchangeKey("qwen", changed));
        changed = request;
        changed.parameters.temperature = 0.5;
        keys.insert(exchangeKey("qwen", changed));
        changed = request;
        changed.parameters.maxTokens = 1;
        keys.insert(exchangeKey("qwen", changed));
        changed = request;
        changed.messages.front().role = "system";
        keys.insert(exchangeKey("qwen", changed));
        changed = request;
        changed.messages.front().content += ' ';
        keys.insert(exchangeKey("qwen", changed));
        QCOMPARE(keys.size(), std::size_t{7});
    }

    void asksForSeveralResponsesAndKeepsThoseThatAgree()
    {
        RunSettings settings;
        settings.responses = 3;
        settings.keep = KeptResponses::Majority;
        ItemEvolution item = evolution(settings);
        QVERIFY(reply(item, "What is 40+2, and why?"));
        QVERIFY(reply(item, "Not Equal"));
        std::set<std::string> keys;
        for (const char *text : {"It is 42.", "I get 41.", "40+2=42, so the answer is 42.0"}) {
            QCOMPARE(item.nextStage(), std::optional(Stage::Respond));
            keys.insert(exchangeKey("qwen", requestOf(item)));
            QVERIFY(reply(item, text));
        }
        QCOMPARE(keys.size(), std::size_t{3});
        QVERIFY(!item.nextStage() && item.keeps());
        std::vector<std::pair<ResponseId, std::string>> kept;
        for (const Change &change : item.changes()) {
            if (const auto *added = std::get_if<AddResponse>(&change))
                kept.emplace_back(added->response.id, added->response.text);
        }
        const ResponseId first = item.item().response;
        QCOMPARE(kept.size(), std::size_t{2});
        QCOMPARE(kept.at(0), std::make_pair(first, std::string("It is 42.")));
        QCOMPARE(kept.at(1), std::make_pair(first + 1, std::string("40+2=42, so the answer is 42.0")));
    }

    void responsesThatDisagreeEliminateByAName()
    {
        RunSettings settings;
        settings.responses = 2;
        settings.keep = KeptResponses::Majority;
        ItemEvolution item = evolution(settings);
        for (const char *text : {"What is 40+2, and why?", "Not Equal", "It is 42.", "It is 41."})
            QVERIFY(reply(item, text));
        QCOMPARE(onlyRule(item).rule, std::string("no_majority"));
        QCOMPARE(onlyRule(item).evidence, std::string("the answers are 42, 41"));
    }

    void scoresAnInstructionThatIsThere()
    {
        RunItem item;
        item.kind = ItemKind::Score;
        item.instruction = 7;
        ItemEvolution scoring(item, ItemMaterial{plainParent()}, terms());
        QCOMPARE(scoring.nextStage(), std::optional(Stage::Score));
        QVERIFY(reply(scoring, "6"));
        QVERIFY(!scoring.nextStage());
        QCOMPARE(scoring.changes().size(), std::size_t{1});
        QCOMPARE(std::get<SetDifficulty>(scoring.changes().front()).to, std::optional(6));
    }

    void judgesARewriteThatIsThere()
    {
        RunItem item;
        item.kind = ItemKind::Judge;
        item.instruction = 7;
        Instruction rewrite = plainParent();
        rewrite.id = 7;
        rewrite.parent = 1;
        rewrite.text = "What is 1+1?";
        ItemEvolution judging(item, ItemMaterial{plainParent(), rewrite, {{4, 7, "It is 2.", "m", {}, 0, {}}}}, terms());
        QCOMPARE(judging.nextStage(), std::optional(Stage::Judge));
        QCOMPARE(requestOf(judging).values.child, std::string("What is 1+1?"));
        QVERIFY(reply(judging, "Equal"));
        QVERIFY(!judging.nextStage());
        const auto changes = judging.changes();
        QCOMPARE(changes.size(), std::size_t{1});
        const auto &set = std::get<SetVerdict>(changes.front());
        QCOMPARE(set.instruction, InstructionId{7});
        QCOMPARE(set.to->fired.front().rule, std::string("no_information_gain"));
        QCOMPARE(set.to->judgeExchange, ExchangeId{11});
    }

    void labelsEachStepButThoseAPersonHasLabelled()
    {
        RunItem item;
        item.kind = ItemKind::Label;
        item.instruction = 1;
        ItemEvolution labelling(item, ItemMaterial{plainParent(), {}, {{4, 1, "One.\nTwo.\nThree.", "m", {}, 0, {}}}, {{4, 1}}}, terms());
        QCOMPARE(requestOf(labelling).values.step, std::string("One."));
        QVERIFY(reply(labelling, "Correct"));
        QCOMPARE(requestOf(labelling).values.steps, std::string("One.\nTwo."));
        QVERIFY(!reply(labelling, "perhaps"));
        QVERIFY(reply(labelling, "Incorrect"));
        QVERIFY(!labelling.nextStage());
        const auto changes = labelling.changes();
        QCOMPARE(changes.size(), std::size_t{2});
        const auto &second = std::get<LabelStep>(changes.back());
        QCOMPARE(second.step, 2);
        QCOMPARE(second.response, ResponseId{4});
        QCOMPARE(second.to->label, StepLabel::Wrong);
        QCOMPARE(second.to->by, std::string("qwen"));
    }

    void keepsTheResponsesThatAgreeWithAReference()
    {
        RunSettings settings;
        settings.responses = 2;
        settings.keep = KeptResponses::Reference;
        settings.reference = "gsm8k";
        const ItemMaterial material{plainParent(), {}, {{4, 1, "1+1=2 #### 2", "gsm8k", {}, 0, {}}}};
        ItemEvolution item(respondItem(), material, terms(settings));
        QVERIFY(reply(item, "The answer is 3."));
        QVERIFY(reply(item, "The answer is 2."));
        QCOMPARE(item.changes().size(), std::size_t{1});
        QCOMPARE(std::get<AddResponse>(item.changes().front()).response.text, std::string("The answer is 2."));
        ItemEvolution none(respondItem(), material, terms(settings));
        QVERIFY(reply(none, "The answer is 3."));
        const auto refused = reply(none, "The answer is 4.");
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QCOMPARE(refused.error().message, std::string("Rule no_agreement: none of the 2 final answers is that of gsm8k; no response was kept."));
    }

    void theKeyOfARequestNeverChanges()
    {
        ChatRequest request;
        request.messages = {{"user", "1+1=? \"数\"\n\t\\"}};
        request.parameters.seed = 7;
        request.sample = 2;
        const QByteArray identity = "{\"messages\":[{\"content\":\"1+1=? \\\"数\\\"\\n\\t\\\\\",\"role\":\"user\"}],\"model\":\"qwen\","
                                    "\"parameters\":{\"max_tokens\":2048,\"seed\":7,\"temperature\":1.0,\"top_p\":0.9},\"sample\":2}";
        QCOMPARE(exchangeKey("qwen", request), QCryptographicHash::hash(identity, QCryptographicHash::Sha256).toStdString());
    }

    void keepsAllOfTheRequestAndTheReply()
    {
        ItemEvolution item = evolution();
        const ChatRequest request = requestOf(item, 3);
        ChatReply chat;
        chat.text = "reply";
        chat.reasoning = "let me think";
        chat.outcome = ReplyOutcome::Truncated;
        chat.finishReason = "stop";
        chat.promptTokens = 10;
        chat.completionTokens = 20;
        chat.latency = std::chrono::milliseconds(30);
        chat.firstToken = std::chrono::milliseconds(7);
        chat.endpoint = "127.0.0.1:8080";
        chat.attempts = 2;
        const Exchange exchange = makeExchange(exchangeKey("qwen", request), "qwen", request, chat);
        QCOMPARE(exchange.key, exchangeKey("qwen", request));
        QCOMPARE(exchange.stage, Stage::Rewrite);
        QCOMPARE(exchange.model, std::string("qwen"));
        QCOMPARE(exchange.sample, 3);
        QCOMPARE(exchange.reply, std::string("reply"));
        QCOMPARE(exchange.finishReason, std::string("stop"));
        QCOMPARE(exchange.promptTokens, 10);
        QCOMPARE(exchange.completionTokens, 20);
        QCOMPARE(exchange.latency, std::int64_t{30});
        QCOMPARE(exchange.attempts, 2);
        QCOMPARE(exchange.reasoning, std::string("let me think"));
        QCOMPARE(exchange.outcome, ReplyOutcome::Truncated);
        QCOMPARE(exchange.firstToken, std::int64_t{7});
        QCOMPARE(exchange.endpoint, std::string("127.0.0.1:8080"));
        QCOMPARE(fillIn(exchange.prompt, exchange.values), request.messages.front().content);
        QVERIFY(exchange.values.instruction.find("1+1=?") != std::string::npos);
        QVERIFY(exchange.parameters.find("\"temperature\":1.0") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestItemEvolution)
#include "tst_item_evolution.moc"
