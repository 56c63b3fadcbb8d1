// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/replaced_value.h"

#include "domain/solution_steps.h"
#include "domain/study_check.h"
#include "domain/vote_check.h"

#include <algorithm>

namespace evol {

namespace {

std::string named(InstructionId id)
{
    return "Instruction " + std::to_string(id);
}

class Filler
{
public:
    Filler(SqliteReader &reader, const std::string &path) : m_reader(reader), m_path(path) {}

    Result<> operator()(AddInstruction &) const { return {}; }
    Result<> operator()(AddResponse &) const { return {}; }
    Result<> operator()(SetVerdict &c) const { return fill(c.from, m_reader.verdict(c.instruction)); }
    Result<> operator()(SetOverride &c) const { return fill(c.from, m_reader.override(c.instruction)); }
    Result<> operator()(SetTitle &c) const { return fill(c.from, m_reader.title()); }
    Result<> operator()(SetDifficulty &c) const
    {
        if (c.to && (*c.to < 1 || *c.to > 10))
            return fail(ErrorKind::InvalidInput, "A difficulty is a number from 1 to 10, not " + std::to_string(*c.to) + ".");
        return fill(c.from, difficulty(c.instruction));
    }
    Result<> operator()(RemoveInstruction &c) const
    {
        if (auto bare = isBare(c.instruction.id); !bare)
            return bare;
        return fill(c.instruction, m_reader.instruction(c.instruction.id));
    }
    Result<> operator()(RemoveResponse &c) const { return fill(c.response, response(c.response.id)); }
    Result<> operator()(RateResponse &c) const
    {
        const auto rated = response(c.response);
        if (!rated)
            return tl::unexpected<Error>(rated.error());
        c.instruction = rated->instruction;
        return fill(c.from, m_reader.rating(c.response));
    }
    Result<> operator()(SetQuality &c) const
    {
        if (!number("SELECT 1 FROM instruction WHERE id = ?", c.instruction))
            return notThere(c.instruction);
        for (const int score : c.to ? std::vector{c.to->definition, c.to->precision, c.to->integrity} : std::vector<int>()) {
            if (score < 1 || score > 5)
                return fail(ErrorKind::InvalidInput, "A score of quality is a number from 1 to 5, not " + std::to_string(score) + ".");
        }
        return fill(c.from, m_reader.quality(c.instruction));
    }
    Result<> operator()(LabelStep &c) const
    {
        const auto labelled = response(c.response);
        if (!labelled)
            return tl::unexpected<Error>(labelled.error());
        c.instruction = labelled->instruction;
        if (c.to && (c.step < 0 || c.step >= static_cast<int>(solutionSteps(labelled->text).size()))) {
            return fail(ErrorKind::NotFound, "Response " + std::to_string(c.response) + " has " + std::to_string(solutionSteps(labelled->text).size()) +
                                                 " steps; there is no step " + std::to_string(c.step + 1) + '.');
        }
        const auto marks = m_reader.stepMarks(c.response);
        if (!marks)
            return tl::unexpected<Error>(marks.error());
        const auto known = marks->find(c.step);
        c.from = known == marks->end() ? std::nullopt : std::optional(known->second);
        return {};
    }
    Result<> operator()(EditInstruction &c) const
    {
        const auto now = m_reader.instruction(c.instruction);
        if (!now)
            return tl::unexpected<Error>(now.error());
        if (c.to.text.empty())
            return fail(ErrorKind::InvalidInput, named(c.instruction) + " cannot be without a text.");
        c.from = {now->text, now->context, now->editor};
        return {};
    }
    Result<> operator()(EditResponse &c) const
    {
        const auto now = response(c.response);
        if (!now)
            return tl::unexpected<Error>(now.error());
        c.instruction = now->instruction;
        c.from = {now->text, {}, now->editor};
        c.to.context.clear();
        return {};
    }
    Result<> operator()(MoveInstruction &c) const
    {
        const auto parent = number("SELECT ifnull(parent, 0) FROM instruction WHERE id = ?", c.instruction);
        if (!parent)
            return notThere(c.instruction);
        c.from = *parent;
        if (c.to == 0)
            return {};
        if (!number("SELECT 1 FROM instruction WHERE id = ?", c.to))
            return notThere(c.to);
        if (c.to == c.instruction)
            return fail(ErrorKind::Refused, named(c.instruction) + " cannot be moved under itself.");
        if (descends(c.to, c.instruction)) {
            return fail(ErrorKind::Refused, named(c.instruction) + " cannot be moved under instruction " + std::to_string(c.to) +
                                                ", which descends from it.");
        }
        return {};
    }
    Result<> operator()(SetTag &c) const
    {
        if (c.tag.empty())
            return fail(ErrorKind::InvalidInput, "A tag needs a name.");
        const auto tags = m_reader.tags(c.instruction);
        if (!tags)
            return tl::unexpected<Error>(tags.error());
        c.from = std::find(tags->begin(), tags->end(), c.tag) != tags->end();
        return {};
    }
    Result<> operator()(SetNote &c) const { return fill(c.from, m_reader.note(c.instruction)); }
    Result<> operator()(SetFlag &c) const
    {
        const auto flagged = number("SELECT flagged FROM instruction WHERE id = ?", c.instruction);
        if (!flagged)
            return notThere(c.instruction);
        c.from = *flagged != 0;
        return {};
    }
    Result<> operator()(AddStudy &c) const
    {
        for (StudyItem &item : c.study.items) {
            for (StudyAnswer &answer : item.answers)
                answer.length = static_cast<std::int64_t>(answer.text.size());
        }
        return checkStudy(c.study);
    }
    Result<> operator()(RemoveStudy &c) const
    {
        if (number("SELECT count(*) FROM session WHERE study = ?", c.study.id).value_or(0) > 0)
            return fail(ErrorKind::Refused, "Study " + std::to_string(c.study.id) + " has sessions. Take them back, then remove it.");
        return fill(c.study, m_reader.studies().wholeStudy(c.study.id));
    }
    Result<> operator()(EditStudy &c) const
    {
        const auto study = m_reader.studies().studyWithoutItems(c.study);
        if (!study)
            return tl::unexpected<Error>(study.error());
        if (c.to.name.empty())
            return fail(ErrorKind::InvalidInput, "A study needs a name.");
        c.from = study->settings;
        return {};
    }
    Result<> operator()(AddSession &c) const
    {
        const auto study = m_reader.studies().study(c.session.study);
        if (!study)
            return tl::unexpected<Error>(study.error());
        return checkSession(*study, c.session);
    }
    Result<> operator()(RemoveSession &c) const { return fill(c.session, m_reader.studies().session(c.session.id)); }
    Result<> operator()(CastVote &c) const
    {
        SqliteStudyReader &studies = m_reader.studies();
        const auto study = studies.studyWithoutItems(studies.studyOf(c.session));
        const auto comparison = studies.comparison(c.session, c.comparison);
        if (!comparison || !study)
            return tl::unexpected<Error>(!comparison ? comparison.error() : study.error());
        if (study->settings.closed)
            return fail(ErrorKind::Refused, "The study \"" + study->settings.name + "\" is closed; it takes no more votes.");
        c.study = study->id;
        c.from = comparison->vote;
        return c.to ? checkVote(study->design, static_cast<int>(comparison->shown.size()), unknownSteps, *c.to) : Result<>();
    }
    Result<> operator()(SetSetting &c) const
    {
        if (c.key.empty())
            return fail(ErrorKind::InvalidInput, "A setting needs a name.");
        Query q(m_reader.connection().statement("SELECT value FROM setting WHERE key = ?"));
        c.from = q.bind(c.key).next() ? std::optional<std::string>(q.text(0)) : std::nullopt;
        return {};
    }

private:
    template <class T>
    static Result<> fill(T &from, Result<T> stored)
    {
        if (!stored)
            return tl::unexpected<Error>(stored.error());
        from = std::move(*stored);
        return {};
    }
    tl::unexpected<Error> notThere(InstructionId id) const
    {
        return fail(ErrorKind::NotFound, "There is no instruction " + std::to_string(id) + " in " + m_path + ".");
    }
    std::optional<std::int64_t> number(const char *sql, InstructionId id) const
    {
        Query q(m_reader.connection().statement(sql));
        return q.bind(id).next() ? std::optional<std::int64_t>(q.integer(0)) : std::nullopt;
    }
    bool descends(InstructionId id, InstructionId from) const
    {
        // UNION, which takes no row twice, also ends where a damaged file has a circle.
        Query q(m_reader.connection().statement(
            "WITH RECURSIVE line(id) AS (VALUES (?) UNION SELECT parent FROM skeleton JOIN line USING (id)) "
            "SELECT 1 FROM line WHERE id = ? LIMIT 1"));
        return q.bind(id, from).next();
    }
    /// What a removed instruction would silently take along; its other belongings are tied to it by foreign keys.
    Result<> isBare(InstructionId id) const
    {
        Query q(m_reader.connection().statement("SELECT difficulty IS NOT NULL, note IS NOT NULL, flagged, "
                                                "EXISTS (SELECT 1 FROM tag WHERE instruction = ?1), "
                                                "EXISTS (SELECT 1 FROM quality WHERE instruction = ?1) FROM instruction WHERE id = ?1"));
        if (!q.bind(id).next())
            return notThere(id);
        constexpr const char *belongings[] = {"a difficulty", "a note", "a flag", "a tag", "scores of quality"};
        for (int column = 0; column < 5; ++column) {
            if (q.small(column) != 0)
                return fail(ErrorKind::Refused, named(id) + " has " + belongings[column] + ". Take that back, then remove it.");
        }
        return {};
    }
    Result<std::optional<int>> difficulty(InstructionId id) const
    {
        Query q(m_reader.connection().statement("SELECT difficulty FROM instruction WHERE id = ?"));
        if (!q.bind(id).next())
            return notThere(id);
        return q.isNull(0) ? std::nullopt : std::optional<int>(q.small(0));
    }
    Result<Response> response(ResponseId id) const
    {
        const auto instruction = number("SELECT instruction FROM response WHERE id = ?", id);
        auto responses = m_reader.responses(instruction.value_or(0));
        if (!responses)
            return tl::unexpected<Error>(responses.error());
        for (Response &each : *responses) {
            if (each.id == id)
                return std::move(each);
        }
        return fail(ErrorKind::NotFound, "There is no response " + std::to_string(id) + " in " + m_path + ".");
    }

    SqliteReader &m_reader;
    const std::string &m_path;
};

} // namespace

Result<> fillInReplaced(Change &change, SqliteReader &reader, const std::string &path)
{
    return std::visit(Filler(reader, path), change);
}

} // namespace evol
