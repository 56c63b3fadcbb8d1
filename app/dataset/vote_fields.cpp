// SPDX-License-Identifier: GPL-3.0-or-later
// Used by one thread.
#include "dataset/vote_fields.h"

#include "dataset/json_fields.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>

namespace evol {

std::string VoteFields::required(const char *name)
{
    auto text = requiredText(m_record, name);
    if (!text)
        refuse(text.error().message);
    return text.value_or(std::string());
}

std::string VoteFields::optional(const char *name)
{
    auto text = optionalText(m_record, name);
    if (!text)
        refuse(text.error().message);
    return text.value_or(std::string());
}

std::string VoteFields::spoken(const char *name, Speaker speaker)
{
    const auto field = m_record.find(name);
    if (field == m_record.end() || !field->is_array())
        return optional(name);
    std::string found;
    for (const nlohmann::json &turn : *field) {
        const auto role = turn.is_object() ? optionalText(turn, "role") : Result<std::string>(std::string());
        if (!role || *role != (speaker == Speaker::User ? "user" : "assistant"))
            continue;
        const auto content = optionalText(turn, "content");
        if (!content)
            refuse(content.error().message);
        found = content.value_or(std::string());
        if (speaker == Speaker::User)
            break;
    }
    return found;
}

std::int64_t VoteFields::milliseconds(const char *name)
{
    const auto field = m_record.find(name);
    if (field == m_record.end())
        return 0;
    const double seconds = field->is_number() ? field->get<double>() : field->is_string() ? std::atof(field->get_ref<const std::string &>().c_str()) : 0;
    // Beyond this it is no time, and would not fit.
    return std::isfinite(seconds) && seconds > 0 && seconds < 1e12 ? std::llround(seconds * 1000) : 0;
}

void VoteFields::refuse(const std::string &reason)
{
    if (m_problem.empty())
        m_problem = reason;
}

Result<ImportedVote> VoteFields::finish(ImportedVote vote) const
{
    if (!m_problem.empty())
        return fail(ErrorKind::InvalidInput, m_problem);
    return vote;
}

} // namespace evol
