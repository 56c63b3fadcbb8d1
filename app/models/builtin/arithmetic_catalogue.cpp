// SPDX-License-Identifier: GPL-3.0-or-later
// Looking sentences up in the catalogues. Built once on first use, constant after. Any thread.
#include "models/builtin/arithmetic_catalogue.h"

#include <algorithm>

namespace evol::builtin {

namespace {

template <class Row, class Test>
const Row* find(const std::vector<Row>& rows, Test test)
{
    const auto found = std::find_if(rows.begin(), rows.end(), test);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

const FrameText* Catalogue::frame(FrameKind kind) const
{
    return find(frames, [=](const FrameText& row) { return row.kind == kind; });
}

const StepText* Catalogue::step(Voice voice, StepKind kind) const
{
    return find(steps, [=](const StepText& row) { return row.voice == voice && row.kind == kind; });
}

const FollowUpText* Catalogue::followUp(FollowUpKind kind) const
{
    return find(followUps, [=](const FollowUpText& row) { return row.kind == kind; });
}

const RequirementText* Catalogue::requirement(RequirementKind kind) const
{
    return find(requirements, [=](const RequirementText& row) { return row.kind == kind; });
}

const Catalogue& catalogueOf(Language language)
{
    static const Catalogue english = makeEnglishCatalogue();
    static const Catalogue chinese = makeChineseCatalogue();
    static const Catalogue japanese = makeJapaneseCatalogue();
    switch (language) {
    case Language::Chinese: return chinese;
    case Language::Japanese: return japanese;
    default: return english;
    }
}

} // namespace evol::builtin
