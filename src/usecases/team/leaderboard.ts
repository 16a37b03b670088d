import { type ScoredEvent, type Standing, standings } from "../../core/team/standings.ts";
import type { Journal } from "../../ports/journal.ts";

/** Scores that the leaderboard looks back over. */
const MAX_SCORED = 20_000;

/** The scores of all roundtables of the main book, newest first. */
export const scoredFacts = (journal: Journal): readonly ScoredEvent[] => journal.facts("seat-scored", MAX_SCORED);

/** The leaderboard of everyone who was scored and of `agents`, as of `nowMs`. A projection: nothing of it is stored. */
export const leaderboard = (journal: Journal, agents: readonly string[], nowMs: number): readonly Standing[] =>
  standings({ scored: scoredFacts(journal), balances: journal.balances(), agents, nowMs });
