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

// Versions of words, moves, tags, notes, flags and settings. `created` is the time of the change that last added the
// instruction. The search index holds the words of texts, under their number, and of the notes of ratings, under minus
// the number of their change; `indexed_change` and `indexed_text` in `property` say how far it got.
constexpr const char *version2 = R"sql(
ALTER TABLE instruction ADD COLUMN editor TEXT NOT NULL DEFAULT '';
ALTER TABLE instruction ADD COLUMN note INTEGER REFERENCES text(id);
ALTER TABLE instruction ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE instruction ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
UPDATE instruction SET created = ifnull((SELECT time FROM change c WHERE c.instruction = instruction.id AND c.kind = 0
                                         ORDER BY c.number DESC LIMIT 1), 0);
ALTER TABLE response ADD COLUMN editor TEXT NOT NULL DEFAULT '';

CREATE INDEX instruction_by_text ON instruction(text);
CREATE INDEX instruction_by_context ON instruction(context) WHERE context IS NOT NULL;
CREATE INDEX instruction_by_note ON instruction(note) WHERE note IS NOT NULL;
CREATE INDEX response_by_text ON response(text);
CREATE INDEX action_by_undoing ON action(undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX action_by_person ON action(by);

CREATE TABLE tag (
    instruction INTEGER NOT NULL REFERENCES instruction(id),
    tag TEXT NOT NULL,
    PRIMARY KEY (instruction, tag)
) WITHOUT ROWID;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_text USING fts5(body, content='', columnsize=0, tokenize='evol_bigram');
)sql";

// What a project's tree is drawn, filtered and counted by, in rows so narrow that reading all of them is one short
// scan. Operators (kind 0), models (1), people (2) and rules (3) stand by their numbers in `key_number`; a rule's is a
// bit of `rules`, and rules beyond the 32nd share the last; an instruction with one is judged eliminated. marks: 1 edited, 2 flagged, 4 with a note. created: in
// seconds. `skeleton_due` is what the other tables say the skeleton should be.
constexpr const char *skeleton2 = R"sql(
CREATE TABLE key_number (
    kind INTEGER NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

CREATE TABLE skeleton (
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    operator INTEGER NOT NULL,
    model INTEGER NOT NULL,
    created INTEGER NOT NULL,
    difficulty INTEGER NOT NULL,
    rules INTEGER NOT NULL,
    decision INTEGER NOT NULL,
    overridden_by INTEGER NOT NULL,
    responses INTEGER NOT NULL,
    rating_sum INTEGER NOT NULL,
    ratings INTEGER NOT NULL,
    marks INTEGER NOT NULL
);

CREATE VIEW skeleton_due AS
SELECT i.id, ifnull(i.parent, 0) AS parent, i.epoch,
    (SELECT number FROM key_number WHERE kind = 0 AND key = i.operator) AS operator,
    (SELECT number FROM key_number WHERE kind = 1 AND key = i.model) AS model,
    i.created / 1000 AS created, ifnull(i.difficulty, 0) AS difficulty,
    (SELECT ifnull(sum(bit), 0) FROM (SELECT DISTINCT 1 << ifnull(k.number, 31) AS bit
        FROM json_each(CASE WHEN json_valid(v.fired) THEN v.fired ELSE '[]' END) f
        LEFT JOIN key_number k ON k.kind = 3 AND k.key = json_extract(f.value, '$.rule'))) AS rules,
    ifnull(o.decision, 0) AS decision,
    (SELECT number FROM key_number WHERE kind = 2 AND key = ifnull(o.by, '')) AS overridden_by,
    (SELECT count(*) FROM response r WHERE r.instruction = i.id) AS responses,
    (SELECT ifnull(sum(stars), 0) FROM rating JOIN response r ON r.id = rating.response
        WHERE r.instruction = i.id AND stars > 0) AS rating_sum,
    (SELECT count(*) FROM rating JOIN response r ON r.id = rating.response
        WHERE r.instruction = i.id AND stars > 0) AS ratings,
    (i.editor <> '') + 2 * (i.flagged <> 0) + 4 * (i.note IS NOT NULL) AS marks
FROM instruction i LEFT JOIN verdict v ON v.instruction = i.id LEFT JOIN override o ON o.instruction = i.id;

INSERT INTO key_number VALUES (0, '', 0), (1, '', 0), (2, '', 0);
INSERT INTO key_number SELECT 0, operator, row_number() OVER (ORDER BY min(id)) FROM instruction
    WHERE operator <> '' GROUP BY operator;
INSERT INTO key_number SELECT 1, model, row_number() OVER (ORDER BY min(id)) FROM instruction
    WHERE model <> '' GROUP BY model;
INSERT INTO key_number SELECT 2, by, row_number() OVER (ORDER BY min(instruction)) FROM override
    WHERE by <> '' GROUP BY by;
INSERT INTO key_number SELECT 3, rule, row_number() OVER (ORDER BY first) - 1 FROM
    (SELECT json_extract(f.value, '$.rule') AS rule, min(v.instruction) AS first
     FROM verdict v, json_each(CASE WHEN json_valid(v.fired) THEN v.fired ELSE '[]' END) f GROUP BY 1)
    WHERE rule IS NOT NULL LIMIT 32;
INSERT INTO skeleton SELECT * FROM skeleton_due;
)sql";

// Preference studies. shown: the contenders of a comparison by position, eight bits each, the first lowest. judgements:
// how many a vote has; NULL where there is no vote. vote: a row for each judgement, with what figures are made of beside
// it, so that one scan of a session's rows is all they need; value is its first value, more the others as JSON.
constexpr const char *version3 = R"sql(
CREATE TABLE study (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    masked TEXT NOT NULL,
    closed INTEGER NOT NULL,
    design TEXT NOT NULL,
    contenders TEXT NOT NULL
);

CREATE TABLE study_item (
    study INTEGER NOT NULL REFERENCES study(id),
    number INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    text INTEGER REFERENCES text(id),
    context INTEGER REFERENCES text(id),
    skill TEXT NOT NULL,
    difficulty INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    operator TEXT NOT NULL,
    gold TEXT NOT NULL,
    PRIMARY KEY (study, number)
) WITHOUT ROWID;

CREATE TABLE study_answer (
    study INTEGER NOT NULL REFERENCES study(id),
    item INTEGER NOT NULL,
    contender INTEGER NOT NULL,
    response INTEGER NOT NULL,
    text INTEGER REFERENCES text(id),
    length INTEGER NOT NULL,
    PRIMARY KEY (study, item, contender)
) WITHOUT ROWID;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    study INTEGER NOT NULL REFERENCES study(id),
    rater TEXT NOT NULL
);

CREATE TABLE comparison (
    session INTEGER NOT NULL REFERENCES session(id),
    number INTEGER NOT NULL,
    item INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    judgements INTEGER,
    skipped TEXT NOT NULL,
    note TEXT NOT NULL,
    flagged INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (session, number)
) WITHOUT ROWID;

CREATE TABLE vote (
    session INTEGER NOT NULL REFERENCES session(id),
    comparison INTEGER NOT NULL,
    criterion INTEGER NOT NULL,
    item INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    value INTEGER NOT NULL,
    more TEXT,
    milliseconds INTEGER NOT NULL,
    PRIMARY KEY (session, comparison, criterion)
) WITHOUT ROWID;
)sql";

// Exchanges by their parts: a prompt's text and its values stand in `text`, once, whatever number of requests they went
// into. prompt_values: JSON array of numbers of `text`, 0 for nothing, in the order of PromptValues::all(). Where prompt
// or reply_text is NULL, what `messages` or `reply` hold counts. A batch_request stands in a file of `batch`; answered, it
// is an exchange, too.
constexpr const char *version4 = R"sql(
ALTER TABLE exchange ADD COLUMN prompt INTEGER;
ALTER TABLE exchange ADD COLUMN prompt_values TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange ADD COLUMN reply_text INTEGER;
ALTER TABLE exchange ADD COLUMN reasoning INTEGER;
ALTER TABLE exchange ADD COLUMN outcome INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange ADD COLUMN first_token INTEGER NOT NULL DEFAULT -1;
ALTER TABLE exchange ADD COLUMN endpoint TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange ADD COLUMN cost REAL NOT NULL DEFAULT 0;
UPDATE exchange SET outcome = 1 WHERE finish_reason = 'length';

ALTER TABLE run_item ADD COLUMN done INTEGER NOT NULL DEFAULT 0;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    specification TEXT NOT NULL,
    file TEXT NOT NULL,
    requests INTEGER NOT NULL,
    time INTEGER NOT NULL,
    remote TEXT NOT NULL
);

CREATE TABLE batch_request (
    key BLOB PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch(id)
) WITHOUT ROWID;
)sql";

constexpr const char *version5 = R"sql(
CREATE TABLE quality (
    instruction INTEGER PRIMARY KEY REFERENCES instruction(id),
    definition INTEGER NOT NULL,
    precision INTEGER NOT NULL,
    integrity INTEGER NOT NULL
);

CREATE TABLE step_mark (
    response INTEGER NOT NULL REFERENCES response(id),
    step INTEGER NOT NULL,
    label INTEGER NOT NULL,
    by TEXT NOT NULL,
    exchange INTEGER NOT NULL,
    PRIMARY KEY (response, step)
) WITHOUT ROWID;
)sql";

// Read-only, a file of version 1 is shown through these: names of temporary tables come before those of the file.
constexpr const char *version1AsVersion2 = R"sql(
CREATE TEMP VIEW instruction AS SELECT *, '' AS editor, NULL AS note, 0 AS flagged,
    ifnull((SELECT time FROM change c WHERE c.instruction = i.id AND c.kind = 0 ORDER BY c.number DESC LIMIT 1), 0)
    AS created FROM main.instruction i;
CREATE TEMP VIEW response AS SELECT *, '' AS editor FROM main.response;
CREATE TEMP TABLE tag (instruction INTEGER, tag TEXT);
CREATE TEMP TABLE setting (key TEXT, value TEXT);
CREATE TEMP TABLE search_text (body TEXT);
)sql";

constexpr const char *beforeVersion4 = R"sql(
CREATE TEMP VIEW exchange AS SELECT *, NULL AS prompt, '' AS prompt_values, NULL AS reply_text, NULL AS reasoning,
    finish_reason = 'length' AS outcome, -1 AS first_token, '' AS endpoint, 0.0 AS cost FROM main.exchange;
CREATE TEMP VIEW run_item AS SELECT *, 0 AS done FROM main.run_item;
CREATE TEMP TABLE batch (id INTEGER, model TEXT, specification TEXT, file TEXT, requests INTEGER, time INTEGER, remote TEXT);
CREATE TEMP TABLE batch_request (key BLOB, batch INTEGER);
)sql";

std::string temporary(std::string sql)
{
    static const std::string create = "CREATE ", inserted = "TEMP ";
    for (std::size_t at = sql.find(create); at != std::string::npos; at = sql.find(create, at + 1))
        sql.insert(at + create.size(), inserted);
    return sql;
}

} // namespace

const std::vector<std::string> &migrations()
{
    static const std::vector<std::string> all{version1, std::string(version2) + skeleton2, version3, version4, version5};
    return all;
}

std::string shownAsNewest(std::size_t version)
{
    std::string sql = version == 1 ? version1AsVersion2 + temporary(skeleton2) : std::string();
    if (version < 3)
        sql += temporary(version3);
    if (version < 4)
        sql += beforeVersion4;
    if (version < 5)
        sql += temporary(version5);
    return sql;
}

} // namespace evol
