import type { Migration } from "../sqlite/migrate.ts";

/** Taken seats and the calls that wait for them. Frozen once released. */
export const desk: Migration = {
  number: 2,
  name: "desk",
  sha256: "87c1bf858ca89e036393af90c7d0304442b6d43fe5c7fe1b20e0a82d913a8bc6",
  sql: `
-- Who may answer for a seat. The token itself is never stored.
CREATE TABLE desk_seat (
  run TEXT NOT NULL REFERENCES run(run),
  seat TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('external', 'isolated')),
  token_hash TEXT NOT NULL,
  seated_ms INTEGER NOT NULL,
  PRIMARY KEY (run, seat)
) STRICT, WITHOUT ROWID;

-- A call that waits. Its request stands in the call row with the same hash.
CREATE TABLE desk_ticket (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(run),
  step TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  seat TEXT NOT NULL,
  asked_ms INTEGER NOT NULL,
  deadline_ms INTEGER NOT NULL,
  claims INTEGER NOT NULL DEFAULT 0 CHECK (claims >= 0),
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  reply TEXT,
  replied_ms INTEGER,
  UNIQUE (run, step, request_hash)
) STRICT;
CREATE INDEX desk_waiting ON desk_ticket(run, seat) WHERE reply IS NULL AND closed = 0;
CREATE TRIGGER desk_answer_keeps BEFORE UPDATE OF reply ON desk_ticket WHEN OLD.reply IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
`,
};
