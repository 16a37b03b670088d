import type { Migration } from "../sqlite/migrate.ts";

/** When money was spent, what is spent by scope, and who waits for a provider. Frozen once released. */
export const money: Migration = {
  number: 3,
  name: "money",
  sha256: "7f454d0ce12e50e861b9518d0c41fb78583102a295b85b911fb0dd51635f45de",
  sql: `
-- All lines of a call bear the time of its reservation, so that a call belongs to one day.
ALTER TABLE spend ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;

-- A projection of spend, moved in the same transaction: day:<date> and month:<month> in UTC over all runs, below:<run> over
-- the child runs of a run.
CREATE TABLE exposure (
  scope TEXT PRIMARY KEY,
  micro_usd INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO exposure(scope, micro_usd)
SELECT 'day:1970-01-01', SUM(micro_usd) FROM spend HAVING SUM(micro_usd) <> 0
UNION ALL SELECT 'month:1970-01', SUM(micro_usd) FROM spend HAVING SUM(micro_usd) <> 0;

-- Theoretical times at which the next request, and the next token, of a provider is due.
CREATE TABLE pace (
  provider TEXT PRIMARY KEY,
  request_due_ms REAL NOT NULL,
  token_due_ms REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Calls that wait for a provider (running = 0) or are under way (running = 1), in the order they came.
CREATE TABLE pace_ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  host TEXT NOT NULL,
  tokens INTEGER NOT NULL CHECK (tokens >= 0),
  running INTEGER NOT NULL DEFAULT 0 CHECK (running IN (0, 1))
) STRICT;
CREATE INDEX pace_order ON pace_ticket(provider, running, id);
`,
};
