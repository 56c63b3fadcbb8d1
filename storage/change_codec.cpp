// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of every kind of change. Field names are stored: never rename one. Any thread.
#include "storage/change_codec.h"

#include "storage/study_codec.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

/// Thrown inside this file by a text that cannot be read; leaves it as an Error.
struct TextFailure {
    Error error;
};

class Encoder
{
public:
    explicit Encoder(const TextWriter &writeText) : m_writeText(writeText) {}

    json operator()(const AddInstruction &c) const { return instruction(c.instruction); }
    json operator()(const RemoveInstruction &c) const { return instruction(c.instruction); }
    json operator()(const AddResponse &c) const { return response(c.response); }
    json operator()(const RemoveResponse &c) const { return response(c.response); }
    json operator()(const SetTitle &c) const { return {{"from", c.from}, {"to", c.to}}; }
    json operator()(const SetDifficulty &c) const
    {
        return {{"instruction", c.instruction}, {"from", number(c.from)}, {"to", number(c.to)}};
    }
    json operator()(const RateResponse &c) const
    {
        return {{"response", c.response}, {"instruction", c.instruction}, {"from", value(c.from)}, {"to", value(c.to)}};
    }
    json operator()(const LabelStep &c) const
    {
        return {{"response", c.response}, {"instruction", c.instruction}, {"step", c.step}, {"from", value(c.from)}, {"to", value(c.to)}};
    }
    json operator()(const EditInstruction &c) const
    {
        return {{"instruction", c.instruction}, {"from", wording(c.from)}, {"to", wording(c.to)}};
    }
    json operator()(const EditResponse &c) const
    {
        return {{"response", c.response}, {"instruction", c.instruction}, {"from", wording(c.from)}, {"to", wording(c.to)}};
    }
    json operator()(const MoveInstruction &c) const { return plain(c); }
    json operator()(const SetFlag &c) const { return plain(c); }
    json operator()(const SetTag &c) const
    {
        return {{"instruction", c.instruction}, {"tag", c.tag}, {"from", c.from}, {"to", c.to}};
    }
    json operator()(const SetNote &c) const
    {
        return {{"instruction", c.instruction}, {"from", text(c.from)}, {"to", text(c.to)}};
    }
    json operator()(const SetSetting &c) const
    {
        return {{"key", c.key}, {"from", c.from ? json(*c.from) : json()}, {"to", c.to ? json(*c.to) : json()}};
    }
    json operator()(const AddStudy &c) const { return study(c.study); }
    json operator()(const RemoveStudy &c) const { return study(c.study); }
    json operator()(const EditStudy &c) const
    {
        return {{"study", c.study}, {"from", settingsToJson(c.from)}, {"to", settingsToJson(c.to)}};
    }
    json operator()(const AddSession &c) const { return sessionToJson(c.session); }
    json operator()(const RemoveSession &c) const { return sessionToJson(c.session); }
    json operator()(const CastVote &c) const
    {
        return {{"study", c.study}, {"session", c.session}, {"comparison", c.comparison},
                {"from", c.from ? voteToJson(*c.from) : json()}, {"to", c.to ? voteToJson(*c.to) : json()}};
    }
    template <class C>
    json operator()(const C &c) const
    {
        return {{"instruction", c.instruction}, {"from", value(c.from)}, {"to", value(c.to)}};
    }

private:
    json text(const std::string &body) const
    {
        const TextReference reference = m_writeText(body);
        return reference.id == 0 ? json() : json{{"id", reference.id}, {"sha256", reference.sha256}};
    }
    template <class C>
    static json plain(const C &c)
    {
        return {{"instruction", c.instruction}, {"from", c.from}, {"to", c.to}};
    }
    /// Left out where there is none: the files of before there were editors have no such field.
    static json edited(json object, const std::string &editor)
    {
        if (!editor.empty())
            object["editor"] = editor;
        return object;
    }
    json wording(const Wording &w) const
    {
        return edited({{"text", text(w.text)}, {"context", text(w.context)}}, w.editor);
    }
    json instruction(const Instruction &i) const
    {
        json object; // field by field: a list of pairs is built twice, and a run writes these with every item
        object["id"] = i.id;
        object["parent"] = i.parent;
        object["epoch"] = i.epoch;
        object["operator"] = i.operatorKey;
        object["text"] = text(i.text);
        object["context"] = text(i.context);
        object["skill"] = i.skill;
        object["origin"] = i.origin;
        object["model"] = i.model;
        object["prompt_version"] = i.promptVersion;
        object["exchange"] = i.exchange;
        return edited(std::move(object), i.editor);
    }
    json response(const Response &r) const
    {
        json object;
        object["id"] = r.id;
        object["instruction"] = r.instruction;
        object["text"] = text(r.text);
        object["source"] = r.source;
        object["prompt_version"] = r.promptVersion;
        object["exchange"] = r.exchange;
        return edited(std::move(object), r.editor);
    }
    json study(const Study &s) const
    {
        return studyToJson(s, [this](const std::string &body) { return text(body); });
    }
    static json number(const std::optional<int> &n) { return n ? json(*n) : json(); }
    static json value(const std::optional<Rating> &r)
    {
        return r ? json{{"stars", r->stars}, {"note", r->note}} : json();
    }
    static json value(const std::optional<Quality> &q)
    {
        return q ? json{{"definition", q->definition}, {"precision", q->precision}, {"integrity", q->integrity}} : json();
    }
    static json value(const std::optional<StepMark> &m)
    {
        return m ? json{{"label", static_cast<int>(m->label)}, {"by", m->by}, {"exchange", m->exchange}} : json();
    }
    static json value(const std::optional<Override> &o)
    {
        return o ? json{{"decision", static_cast<int>(o->decision)}, {"reason", o->reason}, {"by", o->by}} : json();
    }
    static json value(const std::optional<Verdict> &v)
    {
        return v ? json{{"fired", json::parse(encodeFiredRules(v->fired))}, {"judge_exchange", v->judgeExchange}}
                 : json();
    }

    const TextWriter &m_writeText;
};

class Decoder
{
public:
    Decoder(const json &payload, const TextReader &readText) : m_payload(payload), m_readText(readText) {}

    void into(AddInstruction &c) const { c.instruction = instruction(); }
    void into(RemoveInstruction &c) const { c.instruction = instruction(); }
    void into(AddResponse &c) const { c.response = response(); }
    void into(RemoveResponse &c) const { c.response = response(); }
    void into(SetTitle &c) const
    {
        c.from = m_payload.at("from");
        c.to = m_payload.at("to");
    }
    void into(RateResponse &c) const
    {
        c.response = m_payload.at("response");
        both(c);
    }
    void into(LabelStep &c) const
    {
        c.response = m_payload.at("response");
        c.step = m_payload.at("step");
        both(c);
    }
    void into(EditInstruction &c) const { wordings(c); }
    void into(EditResponse &c) const
    {
        c.response = m_payload.at("response");
        wordings(c);
    }
    void into(MoveInstruction &c) const { plain(c); }
    void into(SetFlag &c) const { plain(c); }
    void into(SetTag &c) const
    {
        c.tag = m_payload.at("tag");
        plain(c);
    }
    void into(SetNote &c) const
    {
        c.instruction = m_payload.at("instruction");
        c.from = text(m_payload, "from");
        c.to = text(m_payload, "to");
    }
    void into(SetSetting &c) const
    {
        c.key = m_payload.at("key");
        c.from = optional(m_payload.at("from"), c.from);
        c.to = optional(m_payload.at("to"), c.to);
    }
    void into(AddStudy &c) const { c.study = study(); }
    void into(RemoveStudy &c) const { c.study = study(); }
    void into(EditStudy &c) const
    {
        c.study = m_payload.at("study");
        c.from = settingsFromJson(m_payload.at("from"));
        c.to = settingsFromJson(m_payload.at("to"));
    }
    void into(AddSession &c) const { c.session = sessionFromJson(m_payload); }
    void into(RemoveSession &c) const { c.session = sessionFromJson(m_payload); }
    void into(CastVote &c) const
    {
        c.study = m_payload.at("study");
        c.session = m_payload.at("session");
        c.comparison = m_payload.at("comparison");
        c.from = optional(m_payload.at("from"), c.from);
        c.to = optional(m_payload.at("to"), c.to);
    }
    template <class C>
    void into(C &c) const
    {
        both(c);
    }

private:
    template <class C>
    void both(C &c) const
    {
        c.instruction = m_payload.at("instruction");
        c.from = optional(m_payload.at("from"), c.from);
        c.to = optional(m_payload.at("to"), c.to);
    }
    template <class C>
    void plain(C &c) const
    {
        c.instruction = m_payload.at("instruction");
        c.from = m_payload.at("from");
        c.to = m_payload.at("to");
    }
    template <class C>
    void wordings(C &c) const
    {
        c.instruction = m_payload.at("instruction");
        c.from = wording(m_payload.at("from"));
        c.to = wording(m_payload.at("to"));
    }
    Wording wording(const json &j) const { return {text(j, "text"), text(j, "context"), j.value("editor", "")}; }
    template <class T>
    static std::optional<T> optional(const json &j, const std::optional<T> &)
    {
        if (j.is_null())
            return std::nullopt;
        T value{};
        read(j, value);
        return value;
    }
    static void read(const json &j, int &n) { n = j; }
    static void read(const json &j, std::string &value) { value = j; }
    static void read(const json &j, Vote &vote) { vote = voteFromJson(j); }
    static void read(const json &j, Rating &r)
    {
        r.stars = j.at("stars");
        r.note = j.at("note");
    }
    static void read(const json &j, Quality &q) { q = {j.at("definition"), j.at("precision"), j.at("integrity")}; }
    static void read(const json &j, StepMark &m)
    {
        m = {static_cast<StepLabel>(j.at("label").get<int>()), j.at("by"), j.at("exchange")};
    }
    static void read(const json &j, Override &o)
    {
        o.decision = static_cast<Decision>(j.at("decision").get<int>());
        o.reason = j.at("reason");
        o.by = j.at("by");
    }
    static void read(const json &j, Verdict &v)
    {
        auto fired = decodeFiredRules(j.at("fired").dump());
        if (!fired)
            throw TextFailure{fired.error()};
        v.fired = std::move(*fired);
        v.judgeExchange = j.at("judge_exchange");
    }
    std::string text(const json &object, const char *field) const { return text(object.at(field)); }
    std::string text(const json &j) const
    {
        if (j.is_null())
            return {};
        auto body = m_readText({j.at("id"), j.at("sha256")});
        if (!body)
            throw TextFailure{body.error()};
        return std::move(*body);
    }
    Study study() const
    {
        return studyFromJson(m_payload, [this](const json &reference) { return text(reference); });
    }
    Instruction instruction() const
    {
        const json &p = m_payload;
        return {p.at("id"), p.at("parent"), p.at("epoch"), p.at("operator"), text(p, "text"), text(p, "context"),
                p.at("skill"), p.at("origin"), p.at("model"), p.at("prompt_version"), p.at("exchange"), p.value("editor", "")};
    }
    Response response() const
    {
        const json &p = m_payload;
        return {p.at("id"), p.at("instruction"), text(p, "text"), p.at("source"), p.at("prompt_version"),
                p.at("exchange"), p.value("editor", "")};
    }

    const json &m_payload;
    const TextReader &m_readText;
};

template <std::size_t I = 0>
Change changeOfKind(std::size_t kind)
{
    if constexpr (I + 1 < std::variant_size_v<Change>) {
        if (kind != I)
            return changeOfKind<I + 1>(kind);
    }
    return std::variant_alternative_t<I, Change>{};
}

} // namespace

std::string encodePayload(const Change &change, const TextWriter &writeText)
{
    // Invalid UTF-8 is kept out where text enters the program; replacing here only keeps a bug from throwing.
    return std::visit(Encoder(writeText), change).dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Change> decodePayload(int kind, const std::string &payload, const TextReader &readText)
{
    if (kind < 0 || static_cast<std::size_t>(kind) >= std::variant_size_v<Change>)
        return fail(ErrorKind::Corrupt, "a change has the unknown kind " + std::to_string(kind));
    try {
        const json parsed = json::parse(payload);
        Change change = changeOfKind(static_cast<std::size_t>(kind));
        std::visit([&](auto &c) { Decoder(parsed, readText).into(c); }, change);
        return change;
    } catch (const TextFailure &failure) {
        return tl::unexpected<Error>(failure.error);
    } catch (const json::exception &e) {
        return fail(ErrorKind::Corrupt, std::string("a change cannot be read: ") + e.what());
    }
}

std::string encodeFiredRules(const std::vector<FiredRule> &fired)
{
    json array = json::array();
    for (const FiredRule &f : fired) {
        array.push_back({{"rule", f.rule}, {"evidence", f.evidence}, {"place", static_cast<int>(f.place)},
                         {"offset", f.offset}, {"length", f.length}});
    }
    return array.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<std::vector<FiredRule>> decodeFiredRules(const std::string &text)
{
    try {
        std::vector<FiredRule> fired;
        for (const json &j : json::parse(text)) {
            fired.push_back({j.at("rule"), j.at("evidence"), static_cast<EvidencePlace>(j.at("place").get<int>()),
                             j.at("offset"), j.at("length")});
        }
        return fired;
    } catch (const json::exception &e) {
        return fail(ErrorKind::Corrupt, std::string("a verdict cannot be read: ") + e.what());
    }
}

} // namespace evol
