// SPDX-License-Identifier: GPL-3.0-or-later
// One thread at a time.
#include "editing/project_dataset.h"

namespace evol {

ProjectDataset::ProjectDataset(const Pool &pool, ProjectReader &reader, const Filter &filter) : m_reader(reader)
{
    const FilterMatcher matcher(filter, pool);
    for (const NodeIndex n : pool.preorder()) {
        if (pool.state(n) == State::Kept && matcher.matches(n))
            m_ids.push_back(pool.id(n));
    }
}

Result<std::vector<InstructionId>> ProjectDataset::ids()
{
    return m_ids;
}

Result<DatasetRow> ProjectDataset::row(InstructionId id)
{
    auto instruction = m_reader.instruction(id);
    if (!instruction)
        return tl::unexpected<Error>(instruction.error());
    auto responses = m_reader.responses(id);
    if (!responses)
        return tl::unexpected<Error>(responses.error());
    DatasetRow row{id, std::move(instruction->text), std::move(instruction->context), {}};
    int best = -1;
    for (Response &response : *responses) {
        const auto rating = m_reader.rating(response.id);
        if (!rating)
            return tl::unexpected<Error>(rating.error());
        const int stars = *rating ? (*rating)->stars : 0;
        if (stars > best && response.text.find_first_not_of(" \t\r\n") != std::string::npos) {
            best = stars;
            row.output = std::move(response.text);
        }
    }
    return row;
}

} // namespace evol
