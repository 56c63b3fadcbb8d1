// SPDX-License-Identifier: GPL-3.0-or-later
// See the header for the thread.
#include "evolution/item_material.h"

#include <algorithm>

namespace evol {

namespace {

Result<> readMarks(ProjectReader &reader, ItemMaterial &material)
{
    for (const Response &response : material.responses) {
        const auto marks = reader.stepMarks(response.id);
        if (!marks)
            return tl::unexpected<Error>(marks.error());
        for (const auto &[step, mark] : *marks) {
            if (mark.exchange == 0)
                material.marked.emplace(response.id, step);
        }
    }
    return {};
}

} // namespace

Result<ItemMaterial> readMaterial(ProjectReader &reader, const RunItem &item, const RunSettings &settings)
{
    ItemMaterial material;
    auto subject = reader.instruction(item.kind == ItemKind::Evolve ? item.parent : item.instruction);
    if (!subject)
        return tl::unexpected<Error>(subject.error());
    material.subject = std::move(*subject);
    if (item.kind == ItemKind::Judge) {
        auto parent = reader.instruction(material.subject.parent);
        if (!parent)
            return tl::unexpected<Error>(parent.error());
        material.rewrite = std::exchange(material.subject, std::move(*parent));
    }
    const bool needsResponses = item.kind == ItemKind::Judge || item.kind == ItemKind::Label ||
                                (item.kind == ItemKind::Respond && settings.keep == KeptResponses::Reference);
    if (needsResponses) {
        auto responses = reader.responses(item.instruction);
        if (!responses)
            return tl::unexpected<Error>(responses.error());
        material.responses = std::move(*responses);
    }
    // Before anything is paid for.
    if (settings.keep == KeptResponses::Reference && item.kind == ItemKind::Respond &&
        std::none_of(material.responses.begin(), material.responses.end(), [&](const Response &each) { return each.source == settings.reference; }))
        return fail(ErrorKind::Refused, "There is no response of " + settings.reference + " to compare with.");
    if (item.kind == ItemKind::Label) {
        if (const auto read = readMarks(reader, material); !read)
            return tl::unexpected<Error>(read.error());
    }
    return material;
}

} // namespace evol
