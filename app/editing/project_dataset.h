// SPDX-License-Identifier: GPL-3.0-or-later
// What of a project goes into a dataset: every kept instruction, seeds and evolved ones, with its best response;
// or those of them that a filter lets through.
// Lives where its reader lives.
#pragma once

#include "dataset/dataset_export.h"
#include "domain/filter.h"
#include "domain/pool.h"
#include "domain/project_store.h"

namespace evol {

/// The response with the most stars; of equals the one given first. Blank ones do not count.
class ProjectDataset : public DatasetSource
{
public:
    ProjectDataset(const Pool &pool, ProjectReader &reader, const Filter &filter = {});

    Result<std::vector<InstructionId>> ids() override;
    Result<DatasetRow> row(InstructionId id) override;

private:
    std::vector<InstructionId> m_ids; ///< of the pool as it was
    ProjectReader &m_reader;
};

} // namespace evol
