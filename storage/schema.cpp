// SPDX-License-Identifier: GPL-3.0-or-later
// The SQL of every schema version. Any thread.
#include "storage/schema.h"

namespace evol {

namespace {

// `change` is the truth; instruction, response, verdict, override, rating and difficulty are projections of it.
// Texts are stored once, in `text`, and named by id and hash elsewhere. Exchanges and runs are the engine's
// journal: they are never undone. `prefix` is the first eight bytes of the hash: a small index that finds a text
// already stored.
constexpr const char *version1 = R"sql(
CREATE TABLE property (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE text (id INTEGER PRIMARY KEY, prefix INTEGER NOT NULL, sha256 BLOB NOT NULL, body TEXT NOT NULL);
CREATE INDEX text_by_prefix ON text(prefix);

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    target INTEGER NOT NULL,
    label TEXT NOT NULL,
    by TEXT NOT NULL,
    time INTEGER NOT NULL,
    undone_by INTEGER
);

CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    action INTEGER NOT NULL REFERENCES action(id),
    kind INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    time INTEGER NOT NULL,
    payload TEXT NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX change_by_action ON change(action);
CREATE INDEX change_by_instruction ON change(instruction);

CREATE TABLE instruction (
    id INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES instruction(id),
    epoch INTEGER NOT NULL,
    operator TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES text(id),
    context INTEGER REFERENCES text(id),
    skill TEXT NOT NULL,
    origin TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    exchange INTEGER NOT NULL,
    difficulty INTEGER
);
CREATE INDEX instruction_by_parent ON instruction(parent);

CREATE TABLE response (
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL REFERENCES instruction(id),
    text INTEGER REFERENCES text(id),
    source TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    exchange INTEGER NOT NULL
);
CREATE INDEX response_by_instruction ON response(instruction);

CREATE TABLE verdict (
    instruction INTEGER PRIMARY KEY REFERENCES instruction(id),
    judge_exchange INTEGER NOT NULL,
    fired TEXT NOT NULL
);

CREATE TABLE override (
    instruction INTEGER PRIMARY KEY REFERENCES instruction(id),
    decision INTEGER NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL
);

CREATE TABLE rating (
    response INTEGER PRIMARY KEY REFERENCES response(id),
    stars INTEGER NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE exchange (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    stage INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    model TEXT NOT NULL,
    parameters TEXT NOT NULL,
    messages TEXT NOT NULL,
    sample INTEGER NOT NULL,
    reply TEXT NOT NULL,
    finish_reason TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    latency INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    time INTEGER NOT NULL
);
CREATE INDEX exchange_by_instruction ON exchange(instruction);

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    action INTEGER NOT NULL REFERENCES action(id),
    settings TEXT NOT NULL,
    first_epoch INTEGER NOT NULL,
    planned_epochs INTEGER NOT NULL,
    state INTEGER NOT NULL
);

CREATE TABLE run_item (
    run INTEGER NOT NULL REFERENCES run(id),
    instruction INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    response INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    operator TEXT NOT NULL,
    sample INTEGER NOT NULL,
    failure TEXT NOT NULL,
    PRIMARY KEY (run, instruction)
) WITHOUT ROWID;
)sql";

} // namespace

const std::vector<const char *> &migrations()
{
    static const std::vector<const char *> all{version1};
    return all;
}

} // namespace evol
