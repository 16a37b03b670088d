import type { Migration } from "../sqlite/migrate.ts";

/** Runs, events, calls, spend, ledger, inputs, blobs, and the seed's four tables as read-only views. Frozen once released. */
export const journal: Migration = {
  number: 1,
  name: "journal",
  sha256: "1fada3f9727157b5b525052ced7fcdbcb81d1b626c4c40acbee70da3edad6f99",
  sql: `
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  parent TEXT REFERENCES run(run),
  parent_seq INTEGER,
  book TEXT NOT NULL DEFAULT 'main',
  head INTEGER NOT NULL DEFAULT 0 CHECK (head >= 0),
  head_hash TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paused', 'done')),
  fence INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
  host TEXT,
  exposure_micro INTEGER NOT NULL DEFAULT 0,
  cap_micro INTEGER CHECK (cap_micro >= 0),
  opened_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX run_parent ON run(parent) WHERE parent IS NOT NULL;

-- id is the cursor over all runs: it grows in commit order because there is one writer and rows are never deleted.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(run),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  data TEXT NOT NULL,
  hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  UNIQUE (run, seq)
) STRICT;
CREATE INDEX event_kind ON event(kind);

CREATE TABLE call (
  run TEXT NOT NULL REFERENCES run(run),
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  request_hash TEXT NOT NULL,
  request TEXT NOT NULL,
  performer TEXT NOT NULL,
  reply TEXT,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  lost INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1) AND NOT (lost = 1 AND reply IS NOT NULL)),
  fence INTEGER NOT NULL,
  PRIMARY KEY (run, step, attempt)
) STRICT;

-- The key starts with the run id, so a range of keys is a run.
CREATE TABLE spend (
  key TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(run),
  micro_usd INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  book TEXT NOT NULL,
  run TEXT NOT NULL,
  seq INTEGER NOT NULL,
  account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  reason TEXT NOT NULL,
  name TEXT NOT NULL,
  FOREIGN KEY (run, seq) REFERENCES event(run, seq)
) STRICT;
CREATE INDEX ledger_balance ON ledger(book, account, amount);

CREATE TABLE input (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(run),
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by TEXT NOT NULL,
  taken_seq INTEGER,
  refused TEXT,
  UNIQUE (run, key)
) STRICT;
CREATE INDEX input_pending ON input(run) WHERE taken_seq IS NULL AND refused IS NULL;

CREATE TABLE blob (
  hash TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER event_keeps BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger line is never changed'); END;
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger line is never deleted'); END;
CREATE TRIGGER spend_keeps BEFORE UPDATE ON spend BEGIN SELECT RAISE(ABORT, 'a spend line is never changed'); END;
CREATE TRIGGER spend_stays BEFORE DELETE ON spend BEGIN SELECT RAISE(ABORT, 'a spend line is never deleted'); END;

CREATE VIEW roundtables AS
SELECT
  opened.run AS id,
  opened.data ->> '$.topic' AS topic,
  CASE WHEN closed.id IS NULL THEN 'open' WHEN closed.data ->> '$.outcome' = 'cut' THEN 'cut' ELSE 'closed' END AS status,
  (SELECT json_group_array(seat.value ->> '$.name') FROM json_each(opened.data, '$.seats') AS seat) AS participants,
  opened.at_ms / 1000.0 AS created_at,
  closed.at_ms / 1000.0 AS closed_at,
  CASE WHEN closed.data ->> '$.outcome' = 'cut' THEN closed.data ->> '$.reason' END AS cut_reason
FROM event AS opened
JOIN run ON run.run = opened.run AND run.book = 'main'
LEFT JOIN event AS closed ON closed.run = opened.run AND closed.kind = 'roundtable-closed'
WHERE opened.kind = 'roundtable-opened';

CREATE VIEW messages AS
SELECT
  event.id AS id,
  event.run AS roundtable_id,
  event.data ->> '$.seat' AS agent_name,
  event.data ->> '$.text' AS message,
  event.at_ms / 1000.0 AS timestamp
FROM event
JOIN run ON run.run = event.run AND run.book = 'main'
WHERE event.kind = 'turn-spoken';

CREATE VIEW scores AS
SELECT
  event.id AS id,
  event.run AS roundtable_id,
  event.data ->> '$.seat' AS agent_name,
  event.data ->> '$.novelty' AS novelty,
  event.data ->> '$.accuracy' AS accuracy,
  event.data ->> '$.impact' AS impact,
  event.data ->> '$.challenge' AS challenge,
  (event.data ->> '$.novelty') + (event.data ->> '$.accuracy') + (event.data ->> '$.impact') + (event.data ->> '$.challenge') AS total,
  event.data ->> '$.reasoning' AS reasoning,
  event.data ->> '$.grandInsight' AS grand_insight,
  'judge' AS scored_by,
  event.at_ms / 1000.0 AS scored_at,
  0 AS is_flagged,
  NULL AS flagged_since_round
FROM event
JOIN run ON run.run = event.run AND run.book = 'main'
WHERE event.kind = 'seat-scored';

CREATE VIEW spark_ledger AS
SELECT
  ledger.id AS id,
  ledger.account AS agent_name,
  ledger.amount AS amount,
  CASE WHEN ledger.name = '' THEN ledger.reason ELSE ledger.name END AS reason,
  ledger.reason AS category,
  ledger.run AS roundtable_id,
  event.at_ms / 1000.0 AS created_at
FROM ledger
JOIN event ON event.run = ledger.run AND event.seq = ledger.seq
WHERE ledger.book = 'main';
`,
};
