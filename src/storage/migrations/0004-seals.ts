import type { Migration } from "../sqlite/migrate.ts";

/** A chain over everything that is recorded beside the events. What a home holds already is sealed as it lies. Frozen once released. */
export const seals: Migration = {
  number: 4,
  name: "seals",
  sha256: "ec088202da683323845d28113daf240e30377c570b1db4e7132b6e15cea84aac",
  sql: `
-- What one transaction recorded of a run: its rows by name, each with the columns that never change, as JSON. A blob belongs to
-- no run. The hash is sha256(previous hash, run, covers), joined by line feeds.
CREATE TABLE seal (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  covers TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX seal_run ON seal(run);

-- The same of the tables as they are now. sha256() is a function that Moot gives its connections.
CREATE VIEW sealable AS
SELECT run, 'run' AS name, json_array(kind, version, title, parent, parent_seq, book, opened_ms) AS columns FROM run
UNION ALL SELECT run, 'cap', json_array(cap_micro) FROM run
UNION ALL SELECT run, 'status', json_array(status) FROM run
UNION ALL SELECT run, 'event/' || seq, json_array(id, hash, at_ms, fence) FROM event
UNION ALL SELECT run, 'call/' || attempt || '/' || step, json_array(request_hash, performer, started_ms, fence) FROM call
UNION ALL SELECT run, 'reply/' || attempt || '/' || step, json_array(sha256(reply), ended_ms) FROM call WHERE reply IS NOT NULL
UNION ALL SELECT run, 'lost/' || attempt || '/' || step, json_array() FROM call WHERE lost = 1
UNION ALL SELECT run, 'spend/' || key, json_array(micro_usd, at_ms) FROM spend
UNION ALL SELECT run, 'input/' || id, json_array(key, kind, sha256(data), at_ms, by) FROM input
UNION ALL SELECT run, 'handled/' || id, json_array(taken_seq, refused) FROM input WHERE taken_seq IS NOT NULL OR refused IS NOT NULL
UNION ALL SELECT '', 'blob/' || hash, json_array(length(bytes)) FROM blob;

CREATE TEMP TABLE found (number INTEGER PRIMARY KEY, run TEXT NOT NULL, covers TEXT NOT NULL);
INSERT INTO found(run, covers) SELECT run, json_group_object(name, json(columns)) FROM sealable GROUP BY run ORDER BY run;
INSERT INTO seal(id, run, covers, hash)
WITH RECURSIVE chain(number, run, covers, hash) AS (
  SELECT number, run, covers, sha256(char(10) || run || char(10) || covers) FROM found WHERE number = 1
  UNION ALL
  SELECT found.number, found.run, found.covers, sha256(chain.hash || char(10) || found.run || char(10) || found.covers)
  FROM chain JOIN found ON found.number = chain.number + 1
)
SELECT number, run, covers, hash FROM chain;
DROP TABLE found;

CREATE TRIGGER seal_keeps BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER seal_stays BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'a seal is never deleted'); END;
`,
};
