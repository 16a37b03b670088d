import type { Json } from "../../core/kernel/json.ts";

/** Folders of every home, below its root. */
export const HOME_FOLDERS: readonly string[] = [
  "agents/therapist/case_notes",
  "briefings",
  "exports",
  "receipts",
  "runs",
  "shared-skills/entries",
  "staging",
];

/** Folders of every worker, below its own. */
export const AGENT_FOLDERS: readonly string[] = ["sessions", "skills"];

/** What the files of a home hold before anything has happened: each the shape that its readers expect. */
export const emptyHomeFiles: Readonly<Record<string, Json>> = {
  "leaderboard.json": [],
  "novel_concepts.json": { version: 1, count: 0, domains: {}, concepts: [] },
  "shared-skills/index.json": [],
};

/** What a worker's files hold before its first roundtable; `MEMORY.md` beside them is empty text. */
export const emptyAgentFiles = (agent: string): Readonly<Record<string, Json>> => ({
  "MEMORY.json": {
    agent,
    session_bridge: "",
    episodes: [],
    active_goals: [],
    key_lessons: [],
    recent_sessions: [],
    beliefs: [],
    diary: [],
    diary_eras: [],
  },
  "behaviors.json": [],
  "metrics.json": {
    tier: 0,
    assignments: 0,
    total_score: 0,
    avg_score: 0,
    scores: [],
    leaderboard_rank: 0,
    sparks: 0,
    ventures: [],
    rt_net_history: [],
    gates: [],
    outcome_bonuses: [],
  },
});

/** Files that the system before Moot started with and its own readers could not read. They hold nothing, so nothing is lost with them. */
const HOLLOW: readonly string[] = ["{}", "[]", '{"entries":[]}'];

/** True when a file holds nothing, in another shape than the right one. */
export const isHollow = (text: string, right: Json): boolean => {
  const bare = text.replace(/\s/g, "");
  return HOLLOW.includes(bare) && bare !== JSON.stringify(right);
};
