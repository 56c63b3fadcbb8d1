// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "tests/bench/big_project.h"

#include "domain/clock.h"
#include "evolution/operators.h"
#include "evolution/prompts.h"
#include "evolution/rules/rules.h"
#include "storage/project_file.h"
#include "tests/bench/synthetic_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace evol::bench {

namespace {

constexpr std::int64_t start = 1'757'000'000'000;
constexpr std::int64_t span = 6LL * 24 * 3600 * 1000; ///< over which the actions spread
constexpr int nodesOfTransaction = 4000;
constexpr const char *models[] = {"gpt-4o-mini", "Qwen/Qwen3-32B", "meta-llama/Llama-3.1-8B-Instruct"};
constexpr const char *people[] = {"Ada", "Grace", "林"};
constexpr const char *tagNames[] = {"math", "writing", "code", "to check", "中文", "good example"};

class FixedClock : public Clock
{
public:
    std::int64_t now() const override { return start; }
};

/// An instruction that a later one can start from.
struct Root {
    InstructionId id = 0;
    int epoch = 0;
    std::string text;
    SyntheticText::Language language = SyntheticText::Language::English;
};

class Maker
{
public:
    Maker(ProjectStore &store, const Shape &shape, const std::function<void(int)> &progress)
        : m_store(store), m_shape(shape), m_progress(progress), m_texts(shape.seed)
    {
    }

    Result<> make()
    {
        const int seeds = m_shape.isOneTree ? 1 : std::max(1, m_shape.nodes * 52 / 250);
        if (auto done = addSeeds(seeds); !done)
            return done;
        Run run;
        run.firstEpoch = 1;
        run.settings.epochs = m_shape.isOneTree ? 8 : 4;
        run.settings.choice = m_shape.isOneTree ? Choice::Each : Choice::OneAtRandom;
        run.settings.seed = m_shape.seed;
        if (auto saved = m_store.saveRun(run, {0, "Evolve, " + std::to_string(run.settings.epochs) + " epochs", "engine"}, now()); !saved)
            return saved;
        while (m_count < m_shape.nodes) {
            if (auto done = addEpoch(run); !done)
                return done;
        }
        run.state = RunState::Finished;
        run.settings.epochs = run.plannedEpochs;
        if (auto saved = m_store.saveRun(run, {}, now()); !saved)
            return saved;
        return addMarks();
    }

private:
    /// Work on all of `count`, in transactions of a bearable size.
    Result<> inGroups(std::size_t count, const std::function<Result<>(std::size_t)> &work)
    {
        for (std::size_t at = 0; at < count;) {
            const std::size_t end = std::min<std::size_t>(count, at + nodesOfTransaction);
            const auto done = m_store.transaction([&]() -> Result<> {
                for (; at < end; ++at) {
                    if (auto each = work(at); !each)
                        return each;
                }
                return {};
            });
            if (!done)
                return done;
            m_progress(m_count);
        }
        return {};
    }
    std::int64_t now() const { return start + span * m_count / m_shape.nodes; }
    Result<> append(Action &action, std::vector<Change> changes)
    {
        const auto written = m_store.append(action, std::move(changes), now());
        return written ? Result<>() : tl::unexpected<Error>(written.error());
    }
    const char *anyModel() { return models[m_texts.below(std::size(models))]; }
    const char *anyPerson() { return people[m_texts.below(std::size(people))]; }

    Result<> addSeeds(int count)
    {
        Action action{0, "Import seeds", people[0]};
        return inGroups(static_cast<std::size_t>(count), [&](std::size_t i) {
            Root root;
            root.language = m_texts.language();
            root.text = m_texts.text(root.language, 20 + static_cast<int>(m_texts.below(40)));
            root.id = ++m_count;
            Instruction seed;
            seed.id = root.id;
            seed.text = root.text;
            seed.origin = "seeds.jsonl:" + std::to_string(i + 1);
            m_pool.push_back(std::move(root));
            return append(action, {AddInstruction{seed}});
        });
    }

    /// One child for each instruction of the pool, or one of each operator.
    Result<> addEpoch(Run &run)
    {
        const auto &operators = methods().front().operators;
        const std::size_t each = m_shape.isOneTree ? operators.size() : 1;
        const std::size_t count = std::min(m_pool.size() * each, static_cast<std::size_t>(m_shape.nodes - m_count));
        std::vector<Root> next;
        std::vector<std::uint8_t> replaced(m_pool.size());
        Action action{run.action, {}, {}};
        ++run.plannedEpochs;
        const auto done = inGroups(count, [&](std::size_t i) {
            const Root &parent = m_pool[i / each];
            const EvolutionOperator &way = operators[each == 1 ? m_texts.below(operators.size()) : i % each];
            Root child = rewritten(parent, way, run.plannedEpochs);
            const bool keeps = !m_texts.chance(0.1);
            if (auto added = addChild(action, run, parent, child, way, keeps); !added)
                return added;
            if (keeps) {
                replaced[i / each] = 1;
                next.push_back(std::move(child));
            }
            return Result<>();
        });
        if (!done)
            return done;
        for (std::size_t i = 0; i < m_pool.size(); ++i) {
            if (!replaced[i])
                next.push_back(std::move(m_pool[i]));
        }
        m_pool = std::move(next);
        return m_store.saveRun(run, {}, now());
    }

    Root rewritten(const Root &parent, const EvolutionOperator &way, int epoch)
    {
        Root child{++m_count, epoch, {}, parent.language};
        const bool isDeeper = way.direction == Direction::InDepth;
        // In depth adds to what is there, up to some 120 words.
        if (isDeeper && parent.text.size() < 600)
            child.text = parent.text + ' ' + m_texts.text(parent.language, 15 + static_cast<int>(m_texts.below(25)));
        else
            child.text = m_texts.text(parent.language, 20 + static_cast<int>(m_texts.below(70)));
        return child;
    }

    Result<> addChild(Action &action, const Run &run, const Root &parent, const Root &child, const EvolutionOperator &way, bool keeps)
    {
        const char *model = anyModel();
        const Prompt &prompt = promptOf(std::string("general/") + way.key);
        std::vector<Change> changes;
        Instruction instruction{child.id, parent.id, child.epoch, way.key, child.text, {}, {}, {}, model, prompt.version, 0, {}};
        Response response{++m_responses, child.id, {}, model, {}, 0, {}};
        response.text = m_texts.text(child.language, 100 + static_cast<int>(m_texts.below(151)));
        if (m_texts.chance(0.08)) {
            auto rewrite = addExchange(Stage::Rewrite, child.id, model, *render(prompt, {parent.text, {}, {}}), child.text);
            auto respond = addExchange(Stage::Respond, child.id, model, child.text, response.text);
            if (!rewrite || !respond)
                return tl::unexpected<Error>(!rewrite ? rewrite.error() : respond.error());
            instruction.exchange = *rewrite;
            response.exchange = *respond;
        }
        changes.push_back(AddInstruction{std::move(instruction)});
        changes.push_back(SetVerdict{child.id, {}, keeps ? Verdict{} : anyElimination()});
        if (keeps)
            changes.push_back(AddResponse{std::move(response)});
        if (m_texts.chance(0.8))
            changes.push_back(SetDifficulty{child.id, {}, std::min(10, 1 + child.epoch + static_cast<int>(m_texts.below(6)))});
        RunItem item{run.id, ItemKind::Evolve, child.id, parent.id, m_responses, child.epoch, way.key, 0, {}};
        if (auto planned = m_store.addRunItems({item}); !planned)
            return planned;
        return append(action, std::move(changes));
    }

    const Prompt &promptOf(const std::string &key)
    {
        auto found = m_prompts.find(key);
        if (found == m_prompts.end())
            found = m_prompts.emplace(key, PromptLibrary().prompt(key).value()).first;
        return found->second;
    }

    Result<ExchangeId> addExchange(Stage stage, InstructionId instruction, const char *model, const std::string &message, const std::string &reply)
    {
        Exchange e;
        e.key = "key of exchange " + std::to_string(++m_exchanges) + "     ";
        e.stage = stage;
        e.instruction = instruction;
        e.model = model;
        e.parameters = R"({"max_tokens":2048,"temperature":1.0,"top_p":0.9})";
        e.messages = nlohmann::json{{{"role", "user"}, {"content", message}}}.dump();
        e.reply = reply;
        e.finishReason = "stop";
        e.promptTokens = static_cast<int>(message.size() / 4);
        e.completionTokens = static_cast<int>(reply.size() / 4);
        e.latency = 400 + static_cast<std::int64_t>(m_texts.below(5000));
        e.time = now();
        return m_store.saveExchange(e);
    }

    Verdict anyElimination()
    {
        const Rule *rule = rules()[m_texts.below(rules().size())];
        const std::string key = rule->key();
        if (key == "refusal")
            return {{{key, "I'm sorry, but I cannot help with that.", EvidencePlace::Response, 0, 39}}, 0};
        if (key == "leaked_prompt")
            return {{{key, "#Rewritten Prompt#", EvidencePlace::Instruction, 12, 18}}, 0};
        if (key == "no_information_gain")
            return {{{key, "Equal. Both ask for the same steps and the same depth.", EvidencePlace::Judge, 0, 5}}, 0};
        return {{{key, "...", EvidencePlace::Response, 0, 3}}, 0};
    }

    /// What people do with it: one action each, in the last day.
    Result<> addMarks()
    {
        const auto any = [this] { return 1 + static_cast<InstructionId>(m_texts.below(static_cast<std::uint64_t>(m_count))); };
        return inGroups(static_cast<std::size_t>(m_shape.nodes / 25), [&](std::size_t i) {
            Action action{0, {}, anyPerson()};
            const InstructionId id = any();
            switch (i % 8) {
            case 0: {
                action.label = "Override";
                const Decision decision = m_texts.chance(0.5) ? Decision::Keep : Decision::Eliminate;
                return append(action, {SetOverride{id, {}, Override{decision, m_texts.text(SyntheticText::Language::English, 6), action.by}}});
            }
            case 1:
            case 2:
                action.label = "Flag";
                return append(action, {SetFlag{id, {}, true}});
            case 3:
                action.label = "Note";
                return append(action, {SetNote{id, {}, m_texts.text(m_texts.language(), 12)}});
            case 4:
            case 5:
                action.label = "Rate";
                return rate(action, id);
            default:
                action.label = "Tag";
                return append(action, {SetTag{id, tagNames[m_texts.below(std::size(tagNames))], {}, true}});
            }
        });
    }
    Result<> rate(Action &action, InstructionId id)
    {
        const auto responses = m_store.reader().responses(id);
        if (!responses || responses->empty())
            return {};
        const std::string note = m_texts.chance(0.3) ? m_texts.text(SyntheticText::Language::English, 5) : std::string();
        return append(action, {RateResponse{responses->front().id, id, {}, Rating{1 + static_cast<int>(m_texts.below(5)), note}}});
    }

    ProjectStore &m_store;
    const Shape &m_shape;
    const std::function<void(int)> &m_progress;
    SyntheticText m_texts;
    std::vector<Root> m_pool;
    std::map<std::string, Prompt> m_prompts;
    int m_count = 0;
    ResponseId m_responses = 0;
    std::int64_t m_exchanges = 0;
};

} // namespace

Result<> makeBigProject(const std::string &path, const Shape &shape, const std::function<void(int)> &progress)
{
    if (auto made = createProject(path, "Synthetic, " + std::to_string(shape.nodes) + " instructions", FixedClock()); !made)
        return made;
    auto store = openProject(path);
    if (!store)
        return tl::unexpected<Error>(store.error());
    if (auto instructions = (*store)->takeInstructionIds(shape.nodes); !instructions)
        return tl::unexpected<Error>(instructions.error());
    if (auto responses = (*store)->takeResponseIds(shape.nodes); !responses)
        return tl::unexpected<Error>(responses.error());
    return Maker(**store, shape, progress).make();
}

} // namespace evol::bench
