// SPDX-License-Identifier: GPL-3.0-or-later
// Any thread.
#include "preference/csv.h"

#include <cstdlib>

namespace evol {

namespace {

bool isNumber(const std::string &field)
{
    char *end = nullptr;
    std::strtod(field.c_str(), &end);
    return end == field.c_str() + field.size();
}

/// Whether a spreadsheet would run it, were it not for apostrophes before it.
bool isFormula(const std::string &field)
{
    const std::size_t first = field.find_first_not_of('\'');
    return first != std::string::npos && std::string("=+-@").find(field[first]) != std::string::npos && !isNumber(field);
}

std::string csvField(std::string field)
{
    if (isFormula(field))
        field.insert(field.begin(), '\'');
    if (field.find_first_of("\",\r\n") == std::string::npos)
        return field;
    std::string quoted = "\"";
    for (const char c : field)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

} // namespace

std::string csvRow(const std::vector<std::string> &fields)
{
    std::string row;
    for (const std::string &field : fields)
        row += (row.empty() && &field == &fields.front() ? "" : ",") + csvField(field);
    return row + "\r\n";
}

} // namespace evol
