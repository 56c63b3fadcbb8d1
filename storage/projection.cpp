// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "storage/projection.h"

#include "storage/skeleton.h"
#include "storage/study_tables.h"
#include "storage/text_table.h"

namespace evol {

namespace {

class Projector
{
public:
    Projector(Connection &connection, std::int64_t time) : m_connection(connection), m_time(time) {}

    void operator()(const AddInstruction &c) const
    {
        const Instruction &i = c.instruction;
        run("INSERT INTO instruction (id, parent, epoch, operator, text, context, skill, origin, model, prompt_version, "
            "exchange, editor, created) VALUES (?, nullif(?, 0), ?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)",
            i.id, i.parent, i.epoch, i.operatorKey, text(i.text), text(i.context), i.skill, i.origin, i.model,
            i.promptVersion, i.exchange, i.editor, m_time);
    }
    void operator()(const RemoveInstruction &c) const { run("DELETE FROM instruction WHERE id = ?", c.instruction.id); }
    void operator()(const AddResponse &c) const
    {
        const Response &r = c.response;
        run("INSERT INTO response (id, instruction, text, source, prompt_version, exchange, editor) "
            "VALUES (?, ?, nullif(?, 0), ?, ?, ?, ?)",
            r.id, r.instruction, text(r.text), r.source, r.promptVersion, r.exchange, r.editor);
    }
    void operator()(const RemoveResponse &c) const { run("DELETE FROM response WHERE id = ?", c.response.id); }
    void operator()(const SetVerdict &c) const
    {
        run("DELETE FROM verdict WHERE instruction = ?", c.instruction);
        if (!c.to)
            return;
        const std::string fired = encodeFiredRules(c.to->fired);
        run("INSERT INTO verdict VALUES (?, ?, ?)", c.instruction, c.to->judgeExchange, fired);
    }
    void operator()(const SetOverride &c) const
    {
        run("DELETE FROM override WHERE instruction = ?", c.instruction);
        if (c.to)
            run("INSERT INTO override VALUES (?, ?, ?, ?)", c.instruction, static_cast<int>(c.to->decision), c.to->reason, c.to->by);
    }
    void operator()(const SetDifficulty &c) const
    {
        run("UPDATE instruction SET difficulty = nullif(?, 0) WHERE id = ?", c.to.value_or(0), c.instruction);
    }
    void operator()(const RateResponse &c) const
    {
        run("DELETE FROM rating WHERE response = ?", c.response);
        if (c.to)
            run("INSERT INTO rating VALUES (?, ?, ?)", c.response, c.to->stars, c.to->note);
    }
    void operator()(const SetQuality &c) const
    {
        run("DELETE FROM quality WHERE instruction = ?", c.instruction);
        if (c.to)
            run("INSERT INTO quality VALUES (?, ?, ?, ?)", c.instruction, c.to->definition, c.to->precision, c.to->integrity);
    }
    void operator()(const LabelStep &c) const
    {
        run("DELETE FROM step_mark WHERE response = ? AND step = ?", c.response, c.step);
        if (c.to)
            run("INSERT INTO step_mark VALUES (?, ?, ?, ?, ?)", c.response, c.step, static_cast<int>(c.to->label), c.to->by, c.to->exchange);
    }
    void operator()(const SetTitle &c) const { run("UPDATE property SET value = ? WHERE key = 'title'", c.to); }
    void operator()(const EditInstruction &c) const
    {
        run("UPDATE instruction SET text = ?, context = nullif(?, 0), editor = ? WHERE id = ?", text(c.to.text),
            text(c.to.context), c.to.editor, c.instruction);
    }
    void operator()(const EditResponse &c) const
    {
        run("UPDATE response SET text = nullif(?, 0), editor = ? WHERE id = ?", text(c.to.text), c.to.editor, c.response);
    }
    void operator()(const MoveInstruction &c) const
    {
        run("UPDATE instruction SET parent = nullif(?, 0) WHERE id = ?", c.to, c.instruction);
    }
    void operator()(const SetTag &c) const
    {
        run(c.to ? "INSERT OR IGNORE INTO tag VALUES (?, ?)" : "DELETE FROM tag WHERE instruction = ? AND tag = ?",
            c.instruction, c.tag);
    }
    void operator()(const SetNote &c) const
    {
        run("UPDATE instruction SET note = nullif(?, 0) WHERE id = ?", text(c.to), c.instruction);
    }
    void operator()(const SetFlag &c) const
    {
        run("UPDATE instruction SET flagged = ? WHERE id = ?", c.to ? 1 : 0, c.instruction);
    }
    void operator()(const SetSetting &c) const
    {
        run("DELETE FROM setting WHERE key = ?", c.key);
        if (c.to)
            run("INSERT INTO setting VALUES (?, ?)", c.key, *c.to);
    }
    template <class C>
    void operator()(const C &c) const
    {
        projectStudy(m_connection, c);
    }

private:
    template <class... Values>
    void run(const char *sql, const Values &...values) const
    {
        Query(m_connection.statement(sql)).bind(values...).run();
    }
    std::int64_t text(const std::string &body) const { return storeText(m_connection, body).id; }

    Connection &m_connection;
    std::int64_t m_time;
};

} // namespace

void project(Connection &connection, const Change &change, std::int64_t time)
{
    std::visit(Projector(connection, time), change);
    applyToSkeleton(connection, change, time);
}

} // namespace evol
