// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of data blocks. Any thread.
#include "models/builtin/data_block.h"

namespace evol::builtin {

namespace {

struct BlockShape {
    const char* head;  ///< @ and # are the headings of the two columns
    const char* entry; ///< @ is the label, # the number's slot
    const char* separator;
    const char* tail;
};

BlockShape shapeOf(BlockFormat format)
{
    switch (format) {
    case BlockFormat::Json: return {"```json\n{\n", "  \"@\": [# value]", ",\n", "\n}\n```"};
    case BlockFormat::Csv: return {"```csv\n@,#\n", "@,[# value]", "\n", "\n```"};
    case BlockFormat::Xml: return {"```xml\n<numbers>\n", "  <number name=\"@\">[#]</number>", "\n", "\n</numbers>\n```"};
    case BlockFormat::Sql:
        return {"```sql\nCREATE TABLE numbers (entry TEXT, value NUMERIC);\nINSERT INTO numbers VALUES\n", "  ('@', [#])", ",\n", ";\n```"};
    case BlockFormat::Yaml: return {"```yaml\nnumbers:\n", "  @: [# value]", "\n", "\n```"};
    case BlockFormat::Python: return {"```python\nnumbers = {\n", "    \"@\": [# value],", "\n", "\n}\n```"};
    case BlockFormat::Shell: return {"```sh\n", "@=[#]", "\n", "\n```"};
    case BlockFormat::Html: return {"```html\n<table>\n", "  <tr><th>@</th><td>[#]</td></tr>", "\n", "\n</table>\n```"};
    default: return {"| @ | # |\n| --- | --- |\n", "| @ | [#] |", "\n", ""};
    }
}

std::string filled(const char* shape, const std::string& label, const std::string& slot)
{
    std::string text;
    for (const char* c = shape; *c != 0; ++c) {
        if (*c == '@')
            text += label;
        else if (*c == '#')
            text += slot;
        else
            text.push_back(*c);
    }
    return text;
}

} // namespace

std::string blockPattern(const Catalogue& catalogue, BlockFormat format, const std::vector<std::string>& labels, const std::string& distractorLabel)
{
    const BlockShape shape = shapeOf(format);
    std::string pattern = filled(shape.head, catalogue.entryHeading, catalogue.valueHeading);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i > 0)
            pattern += shape.separator;
        pattern += filled(shape.entry, labels[i], std::string(1, static_cast<char>('a' + i)));
    }
    if (!distractorLabel.empty())
        pattern += shape.separator + filled(shape.entry, distractorLabel, "h");
    return pattern + shape.tail;
}

} // namespace evol::builtin
