// SPDX-License-Identifier: GPL-3.0-or-later
// A project in memory for tests of runs. It keeps a list of what it was asked to write, in order, and can fail.
// Calls its callers back at once; for one run at a time.
#pragma once

#include "domain/pool.h"
#include "evolution/epoch_plan.h"
#include "evolution/run_port.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace evol::test {

class MemoryRunPort : public RunPort
{
public:
    InstructionId addSeed(const std::string &text)
    {
        Instruction seed;
        seed.id = ++m_lastInstruction;
        seed.text = text;
        apply({AddInstruction{seed}});
        return seed.id;
    }

    Result<ItemMaterial> material(const RunItem &item, const RunSettings &) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_instructions.find(item.kind == ItemKind::Evolve ? item.parent : item.instruction);
        if (found == m_instructions.end())
            return fail(ErrorKind::NotFound, "There is no such instruction.");
        return ItemMaterial{found->second};
    }
    Result<std::optional<Exchange>> findExchange(const std::string &key) override
    {
        const std::lock_guard lock(m_mutex);
        for (const Exchange &exchange : exchanges) {
            if (exchange.key == key)
                return exchange;
        }
        return std::nullopt;
    }
    void saveExchange(std::shared_ptr<Exchange> kept, std::function<void(Result<ExchangeId>)> done) override
    {
        if (failsExchanges)
            return done(fail(ErrorKind::Io, "The disk is full."));
        const std::lock_guard lock(m_mutex);
        Exchange exchange = *kept;
        exchange.id = static_cast<ExchangeId>(exchanges.size()) + 1;
        exchanges.push_back(exchange);
        log.push_back(std::string("exchange ") + stageName(exchange.stage) + " for " + std::to_string(exchange.instruction));
        done(exchange.id);
    }
    void commit(std::vector<Change> result, Done done) override
    {
        if (refused.contains(subject(result.front())))
            return done(fail(ErrorKind::Refused, "The change does not fit."));
        if (failsCommits)
            return done(fail(ErrorKind::Io, "The disk is full."));
        {
            const std::lock_guard lock(m_mutex);
            log.push_back("commit " + std::to_string(subject(result.front())));
        }
        apply(result);
        done({});
    }
    void recordFailure(RunItem item, Done done) override
    {
        {
            const std::lock_guard lock(m_mutex);
            failures[item.instruction] = item.failure;
        }
        done({});
    }
    void planRound(Run run, std::vector<RunItem> previous, std::function<void(Result<PlannedRound>)> done) override
    {
        auto items = planEpoch(pool, run, previous);
        if (items) {
            for (RunItem &item : *items) {
                item.response = ++m_lastResponse;
                if (item.kind == ItemKind::Evolve)
                    item.instruction = ++m_lastInstruction;
            }
            planned.insert(planned.end(), items->begin(), items->end());
        }
        done(items ? Result<PlannedRound>(PlannedRound{std::move(*items)}) : tl::unexpected<Error>(items.error()));
    }
    void saveProgress(Run run, Done done) override
    {
        saved = run;
        done({});
    }

    Pool pool;
    std::vector<Exchange> exchanges;
    std::vector<Change> changes;
    std::vector<RunItem> planned;
    std::map<InstructionId, std::string> failures;
    std::vector<std::string> log;
    Run saved;
    bool failsExchanges = false, failsCommits = false;
    std::set<InstructionId> refused; ///< commits of these do not fit

private:
    void apply(const std::vector<Change> &written)
    {
        const std::lock_guard lock(m_mutex);
        for (const Change &change : written) {
            pool.apply(change);
            changes.push_back(change);
            if (const auto *added = std::get_if<AddInstruction>(&change))
                m_instructions[added->instruction.id] = added->instruction;
        }
    }

    std::mutex m_mutex;
    std::map<InstructionId, Instruction> m_instructions;
    InstructionId m_lastInstruction = 0;
    ResponseId m_lastResponse = 0;
};

} // namespace evol::test
