// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "editing/study_draft.h"

#include "dataset/dataset_import.h"
#include "dataset/json_fields.h"
#include "dataset/record_file.h"
#include "dataset/utf8.h"
#include "domain/random.h"
#include "domain/study_check.h"
#include "preference/criteria.h"
#include "preference/masking.h"

#include <QFile>
#include <QFileInfo>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace evol {

namespace {

constexpr std::size_t mostExamples = 5;
constexpr std::size_t exampleLength = 80; ///< bytes
constexpr std::uint64_t drawStream = 0xD4A;

/// Blanks, line ends and accents are written differently by different files.
std::string normalized(const std::string &text)
{
    return QString::fromStdString(text).normalized(QString::NormalizationForm_C).simplified().toStdString();
}

/// Some files keep the context with the instruction, some apart.
InstructionDigest keyOf(const std::string &text, const std::string &context)
{
    return instructionDigest(normalized(text + '\n' + context), {});
}

class Draft
{
public:
    Draft(ProjectReader &reader, const StudyRequest &request) : m_reader(reader), m_request(request)
    {
        m_draft.study.uid = request.uid;
        m_draft.study.settings = {request.name, request.masked, false};
        m_draft.study.design = request.design;
    }

    Result<StudyDraft> make()
    {
        for (const std::string &name : m_request.contenders)
            contender(name);
        auto done = takeInstructions().and_then([&] { return takeResponses(); });
        for (std::size_t i = 0; done && i < m_request.outputs.size(); ++i)
            done = takeOutputs(m_request.outputs[i]);
        done = done.and_then([&] { return keepWhole(); }).and_then([&] { return takeGold(); });
        if (!done)
            return tl::unexpected<Error>(done.error());
        drawMost();
        m_draft.items = static_cast<std::int64_t>(items().size());
        countMasked();
        done = checkStudy(m_draft.study).and_then([&] { return checkCriteria(m_draft.study.design.criteria); });
        if (!done)
            return tl::unexpected<Error>(done.error());
        return std::move(m_draft);
    }

private:
    std::vector<StudyItem> &items() { return m_draft.study.items; }

    /// Its number, from 1; a new one for a new name.
    int contender(const std::string &name)
    {
        const auto [place, isNew] = m_numbers.emplace(name, static_cast<int>(m_numbers.size()) + 1);
        if (isNew) {
            m_draft.study.contenders.push_back(name);
            m_draft.coverage.push_back({name, 0, 0, 0, 0, {}});
        }
        return place->second;
    }

    Result<> notCancelled() const
    {
        return m_request.cancelled && *m_request.cancelled ? Result<>(fail(ErrorKind::Cancelled, "The study was not made.")) : Result<>();
    }

    void want(StudyItem item)
    {
        if (m_places.emplace(keyOf(item.text, item.context), items().size()).second) {
            if (item.instruction != 0)
                m_byId[item.instruction] = items().size();
            items().push_back(std::move(item));
        }
    }

    ImportOptions importOptions() const
    {
        ImportOptions options;
        options.duplicates = Duplicates::Take;
        options.progress = [this](std::int64_t, std::int64_t) { return notCancelled(); };
        return options;
    }

    Result<> takeInstructions()
    {
        auto pool = m_reader.pool();
        if (!pool)
            return tl::unexpected<Error>(pool.error());
        if (!m_request.instructionFile.empty()) {
            const auto report = importFile(m_request.instructionFile, importOptions(), [&](ImportedRow row) -> Result<void> {
                want({0, std::move(row.instruction), std::move(row.context), std::move(row.skill), row.difficulty.value_or(0), 0, {}, {}, {}});
                return {};
            });
            if (!report)
                return tl::unexpected<Error>(report.error());
        }
        const std::unordered_set<InstructionId> ids(m_request.instructions.begin(), m_request.instructions.end());
        for (const InstructionId id : ids) {
            if (!pool->contains(id))
                return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in the project.");
        }
        const auto isWanted = [&](InstructionId id) {
            return ids.empty() ? pool->state(pool->indexOf(id)) == State::Kept : ids.contains(id);
        };
        auto read = m_reader.eachInstruction([&](const Instruction &instruction) {
            takeInstruction(*pool, instruction, m_request.instructionFile.empty() && isWanted(instruction.id));
            return notCancelled().has_value();
        });
        return read ? notCancelled() : read;
    }

    /// A wanted one becomes an item; what is wanted by a file takes the project's facts.
    void takeInstruction(const Pool &pool, const Instruction &instruction, bool wanted)
    {
        const NodeIndex node = pool.indexOf(instruction.id);
        const auto place = m_places.find(keyOf(instruction.text, instruction.context));
        if (wanted && place == m_places.end()) {
            want({instruction.id, instruction.text, instruction.context, instruction.skill, pool.difficulty(node), instruction.epoch, instruction.operatorKey, {}, {}});
        } else if (place != m_places.end() && items()[place->second].instruction == 0) {
            StudyItem &item = items()[place->second];
            item.instruction = instruction.id;
            item.epoch = instruction.epoch;
            item.operatorKey = instruction.operatorKey;
            if (item.difficulty == 0)
                item.difficulty = pool.difficulty(node);
            if (item.skill.empty())
                item.skill = instruction.skill;
            m_byId[instruction.id] = place->second;
        }
    }

    void answer(std::size_t place, int number, ResponseId response, std::string text)
    {
        auto &answers = items()[place].answers;
        const auto at = std::lower_bound(answers.begin(), answers.end(), number, [](const StudyAnswer &a, int c) { return a.contender < c; });
        // Of several the first counts: a second try would be an advantage.
        if (at != answers.end() && at->contender == number)
            return;
        answers.insert(at, {number, response, std::move(text), 0});
        ++m_draft.coverage[static_cast<std::size_t>(number) - 1].answers;
    }

    Result<> takeResponses()
    {
        if (m_request.contenders.empty())
            return {};
        return m_reader.eachResponse([&](const Response &response) {
            const auto number = m_numbers.find(response.source);
            const auto place = m_byId.find(response.instruction);
            if (number != m_numbers.end() && place != m_byId.end() && !withoutBlanks(response.text).empty())
                answer(place->second, number->second, response.id, response.text);
            return notCancelled().has_value();
        });
    }

    Result<> takeOutputs(const OutputFile &file)
    {
        // A project without instructions takes those that the first file answers.
        const bool takesAll = items().empty() || m_takesAll;
        m_takesAll = takesAll;
        const std::string fileName = QFileInfo(QString::fromStdString(file.path)).completeBaseName().toStdString();
        const auto report = importFile(file.path, importOptions(), [&](ImportedRow row) -> Result<void> {
            const InstructionDigest key = keyOf(row.instruction, row.context);
            if (takesAll && !m_places.contains(key))
                want({0, row.instruction, row.context, row.skill, row.difficulty.value_or(0), 0, {}, {}, {}});
            const auto place = m_places.find(key);
            for (ImportedResponse &response : row.responses) {
                const int number = contender(!file.contender.empty() ? file.contender : response.source.empty() ? fileName : response.source);
                if (place != m_places.end())
                    answer(place->second, number, 0, std::move(response.text));
                else
                    notMatched(number, row.instruction);
            }
            return {};
        });
        return report ? Result<>() : tl::unexpected<Error>(report.error());
    }

    void notMatched(int number, const std::string &instruction)
    {
        Coverage &coverage = m_draft.coverage[static_cast<std::size_t>(number) - 1];
        ++coverage.unmatched;
        if (coverage.examples.size() < mostExamples)
            coverage.examples.push_back(shortened(instruction, exampleLength));
    }

    Result<> keepWhole()
    {
        const auto contenders = m_draft.study.contenders.size();
        if (static_cast<int>(contenders) < m_draft.study.design.shown) {
            return fail(ErrorKind::InvalidInput, "A comparison shows " + std::to_string(m_draft.study.design.shown) + " answers, and there " +
                                                     (contenders == 1 ? "is 1 contender." : "are " + std::to_string(contenders) + " contenders.") + " Name more.");
        }
        m_draft.instructions = static_cast<std::int64_t>(items().size());
        for (StudyItem &item : items()) {
            std::vector<bool> has(contenders);
            for (const StudyAnswer &given : item.answers)
                has[static_cast<std::size_t>(given.contender) - 1] = true;
            for (std::size_t c = 0; c < contenders; ++c) {
                Coverage &coverage = m_draft.coverage[c];
                coverage.missing += !has[c];
                if (!has[c] && coverage.examples.size() < mostExamples)
                    coverage.examples.push_back(shortened(item.text, exampleLength));
            }
        }
        std::erase_if(items(), [&](const StudyItem &item) { return item.answers.size() < contenders; });
        m_draft.leftOut = m_draft.instructions - static_cast<std::int64_t>(items().size());
        if (items().empty())
            return fail(ErrorKind::NotFound, "There is no instruction that every contender answered. " + coverageSentence());
        return {};
    }

    std::string coverageSentence() const
    {
        std::string all;
        for (const Coverage &coverage : m_draft.coverage)
            all += (all.empty() ? "" : ", ") + coverage.contender + " answered " + std::to_string(coverage.answers) + " of " + std::to_string(m_draft.instructions);
        return all + '.';
    }

    /// Gold items are in any draw: a file that names them means them.
    void drawMost()
    {
        const auto most = static_cast<std::size_t>(m_request.most);
        if (most == 0 || most >= items().size())
            return;
        std::vector<std::pair<std::uint64_t, std::size_t>> draws;
        for (std::size_t i = 0; i < items().size(); ++i)
            draws.emplace_back(items()[i].gold.empty() ? randomBits({m_draft.study.design.seed, drawStream, i}) : 0, i);
        std::sort(draws.begin(), draws.end());
        draws.resize(most);
        std::sort(draws.begin(), draws.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        std::vector<StudyItem> drawn;
        for (const auto &[bits, i] : draws)
            drawn.push_back(std::move(items()[i]));
        items() = std::move(drawn);
    }

    Result<> takeGold()
    {
        if (m_request.goldFile.empty())
            return {};
        const auto device = openRecords(m_request.goldFile);
        if (!device)
            return tl::unexpected<Error>(device.error());
        m_places.clear();
        for (std::size_t i = 0; i < items().size(); ++i)
            m_places[keyOf(items()[i].text, items()[i].context)] = i;
        RecordFile file(**device, m_request.goldFile);
        if (auto opened = file.open(RecordShape::Json); !opened)
            return opened;
        for (;;) {
            const auto record = file.next();
            if (!record)
                return tl::unexpected<Error>(record.error());
            if (!*record)
                return {};
            auto taken = (*record)->problem.empty() ? parseObject((*record)->bytes).and_then([&](const nlohmann::json &gold) { return takeGoldRecord(gold); })
                                                    : Result<>(fail(ErrorKind::InvalidInput, (*record)->problem));
            if (!taken)
                return fail(ErrorKind::InvalidInput, m_request.goldFile + ", line " + std::to_string((*record)->line) + ": " + taken.error().message);
        }
    }

    Result<> takeGoldRecord(const nlohmann::json &record)
    {
        StudyItem *item = nullptr;
        if (record.contains("id") && record["id"].is_number_integer()) {
            const auto found = std::find_if(items().begin(), items().end(), [&](const StudyItem &i) { return i.instruction == record["id"].get<InstructionId>(); });
            item = found == items().end() ? nullptr : &*found;
        } else {
            const auto text = requiredText(record, "instruction");
            const auto context = optionalText(record, "input");
            if (!text || !context)
                return tl::unexpected<Error>(!text ? text.error() : context.error());
            const auto place = m_places.find(keyOf(*text, *context));
            item = place == m_places.end() ? nullptr : &items()[place->second];
        }
        if (!item)
            return fail(ErrorKind::NotFound, "The study has no such instruction.");
        item->gold.assign(m_draft.study.contenders.size(), 0);
        const auto setGold = [&](const std::string &name, int value) -> Result<> {
            const auto number = m_numbers.find(name);
            if (number == m_numbers.end())
                return fail(ErrorKind::NotFound, "There is no contender \"" + name + "\".");
            item->gold[static_cast<std::size_t>(number->second) - 1] = value;
            return {};
        };
        if (hasText(record, "best"))
            return setGold(record["best"], 1);
        if (!record.contains("scores") || !record["scores"].is_object())
            return fail(ErrorKind::InvalidInput, "It has neither \"best\" nor \"scores\".");
        for (const auto &[name, value] : record["scores"].items()) {
            if (!value.is_number_integer())
                return fail(ErrorKind::InvalidInput, "The score of \"" + name + "\" is no whole number.");
            if (auto set = setGold(name, value); !set)
                return set;
        }
        return {};
    }

    void countMasked()
    {
        const std::vector<std::string> phrases = maskedPhrases(m_draft.study);
        for (const StudyItem &item : items()) {
            for (const StudyAnswer &given : item.answers)
                m_draft.coverage[static_cast<std::size_t>(given.contender) - 1].masked += mask(given.text, phrases).count;
        }
    }

    ProjectReader &m_reader;
    const StudyRequest &m_request;
    StudyDraft m_draft;
    std::unordered_map<std::string, int> m_numbers;
    std::unordered_map<InstructionDigest, std::size_t, InstructionDigestHash> m_places;
    std::unordered_map<InstructionId, std::size_t> m_byId;
    bool m_takesAll = false;
};

} // namespace

Result<StudyDraft> draftStudy(ProjectReader &reader, const StudyRequest &request)
{
    return Draft(reader, request).make();
}

} // namespace evol
