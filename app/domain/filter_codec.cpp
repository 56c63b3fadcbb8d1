// SPDX-License-Identifier: GPL-3.0-or-later
// A filter as JSON, with only what it says. Any thread.
#include "domain/filter.h"

#include <nlohmann/json.hpp>

namespace evol {

namespace {

using nlohmann::json;

/// Calls `visit(name, member)` for every member but the states.
template <class F, class Visit>
void eachMember(F &filter, const Visit &visit)
{
    visit("operators", filter.operators);
    visit("rules", filter.rules);
    visit("models", filter.models);
    visit("tags", filter.tags);
    visit("overridden_by", filter.overriddenBy);
    visit("epochs", filter.epochs);
    visit("difficulties", filter.difficulties);
    visit("stars", filter.stars);
    visit("epoch_from", filter.epochFrom);
    visit("epoch_to", filter.epochTo);
    visit("difficulty_from", filter.difficultyFrom);
    visit("difficulty_to", filter.difficultyTo);
    visit("rating_from", filter.ratingFrom);
    visit("rating_to", filter.ratingTo);
    visit("created_from", filter.createdFrom);
    visit("created_to", filter.createdTo);
    visit("overridden", filter.overridden);
    visit("edited", filter.edited);
    visit("flagged", filter.flagged);
    visit("noted", filter.noted);
    visit("answered", filter.answered);
    visit("text", filter.text);
}

template <class T>
void write(json &object, const char *name, const std::optional<T> &value)
{
    if (value)
        object[name] = *value;
}

template <class List>
void write(json &object, const char *name, const List &value)
{
    if (!value.empty())
        object[name] = value;
}

template <class T>
void read(const json &value, std::optional<T> &member)
{
    member = value.get<T>();
}

template <class List>
void read(const json &value, List &member)
{
    member = value.get<List>();
}

} // namespace

std::string encodeFilter(const Filter &filter)
{
    json object = json::object();
    for (const State state : filter.states)
        object["states"].push_back(state == State::Kept ? "kept" : "eliminated");
    eachMember(filter, [&](const char *name, const auto &member) { write(object, name, member); });
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Filter> decodeFilter(const std::string &text)
{
    try {
        const json object = json::parse(text);
        Filter filter;
        for (const json &state : object.value("states", json::array()))
            filter.states.push_back(state == "kept" ? State::Kept : State::Eliminated);
        eachMember(filter, [&](const char *name, auto &member) {
            if (object.contains(name))
                read(object.at(name), member);
        });
        return filter;
    } catch (const json::exception &e) {
        return fail(ErrorKind::InvalidInput, std::string("This is not a filter: ") + e.what());
    }
}

} // namespace evol
