import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/core/roundtable/digest.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { systemClock } from "../kit/drive.ts";
import { open, plainScript, plan, playOut, request } from "../kit/roundtable.ts";

const seats = ["ada", "bo", "cy"].map((name) => plan(name, "scripted"));
const base = { seats, judge: plan("judge", "scripted", "sonnet"), mode: "scripted", budget: 0 };
const journalOf = (): Journal => openMemoryJournal({ clock: systemClock });
const kinds = (journal: Journal, run: string): readonly string[] => journal.read(run).map(({ kind }) => kind);

// One test for each rule of the predecessor's failure list; decision 0006 says which the design replaces.
describe("failure rules", () => {
  it("worker crash: a seat whose call failed is called again at the next turn, and the debate goes on", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", { ...base, limits: { ...request("").limits, maxRounds: 1 } }));
    const script = plainScript(() => "I take the top shelf.");
    await playOut(journal, run, {
      say: (asked) =>
        asked.task?.seat === "bo" && asked.task.kind === "speak"
          ? { fault: { kind: "unavailable", message: "crashed" } }
          : script.say(asked),
    });
    const spoken = journal.read(run).filter(({ kind, data }) => kind.startsWith("turn-") && (data as { seat: string }).seat === "bo");
    expect(spoken.map(({ kind }) => kind)).toEqual(["turn-failed", "turn-spoken"]);
    expect(digestOf(run, journal.read(run))).toMatchObject({ outcome: "max-rounds", scoring_status: "complete" });
  });

  it("maximum rounds without convergence: converged is false", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", base));
    await playOut(
      journal,
      run,
      plainScript(() => "I take the top shelf."),
    );
    expect(digestOf(run, journal.read(run))).toMatchObject({ converged: false, rounds: 3, outcome: "max-rounds" });
  });

  it("half the seats silent: the roundtable aborts and every fee comes back", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", base));
    const script = plainScript(() => "I take the top shelf.");
    await playOut(journal, run, {
      say: (asked) =>
        ["bo", "cy"].includes(asked.task?.seat ?? "") ? { fault: { kind: "unavailable", message: "dead" } } : script.say(asked),
    });
    expect(journal.read(run).at(-1)).toMatchObject({ kind: "roundtable-closed", data: { outcome: "aborted", rounds: 1 } });
    expect([...journal.balances().values()]).toEqual([0, 0, 0]);
  });

  it("the judge dead: the roundtable aborts", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", base));
    const script = plainScript(() => "I take the top shelf.");
    await playOut(journal, run, {
      say: (asked) =>
        asked.task?.kind === "watch" || asked.task?.kind === "check" ? { fault: { kind: "refused", message: "no" } } : script.say(asked),
    });
    expect(journal.read(run).at(-1)?.data).toMatchObject({ outcome: "aborted", reason: "the judge answered nothing this round" });
  });

  it("scoring fails twice: the status is pending, no score is invented, the decision stands", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", base));
    const script = plainScript(() => "I take the top shelf.");
    await playOut(journal, run, {
      say: (asked) => (asked.task?.kind === "score" ? { text: "I liked ada best: 15 points" } : script.say(asked)),
    });
    expect(kinds(journal, run).filter((kind) => kind.startsWith("verdict-") || kind === "scoring-failed")).toEqual([
      "verdict-malformed",
      "scoring-failed",
    ]);
    expect(kinds(journal, run)).not.toContain("seat-scored");
    const digest = digestOf(run, journal.read(run));
    expect(digest).toMatchObject({ scoring_status: "pending", scoring: { status: "failed", scores: [] } });
    expect(digest?.decision).not.toBeNull();
  });

  it("a failed summary is replaced by a line that names who spoke and says that it is no summary", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", base));
    const script = plainScript(() => "I take the top shelf.");
    await playOut(journal, run, {
      say: (asked) => (asked.task?.kind === "summarise" ? { fault: { kind: "timeout", message: "slow" } } : script.say(asked)),
    });
    expect(journal.read(run).find(({ kind }) => kind === "round-summarised")?.data).toMatchObject({
      by: "code",
      text: expect.stringMatching(/^No summary could be made/u),
    });
  });

  it("no registered file: the steward is off, a request is refused with the reason", async () => {
    const journal = journalOf();
    const run = open(journal, request("Top or bottom?", base));
    await playOut(
      journal,
      run,
      plainScript(() => "I take the top shelf. [[request: count where a = 1 in a.csv]]"),
    );
    expect(kinds(journal, run)).not.toContain("request-made");
    expect(journal.read(run).find(({ kind }) => kind === "request-refused")?.data).toMatchObject({ why: "no file is registered" });
  });
});
