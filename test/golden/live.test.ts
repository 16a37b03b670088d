import { beforeAll, describe, expect, it } from "vitest";
import { roundtableMachine } from "../../src/core/roundtable/machine.ts";
import type { Event } from "../../src/core/run/event.ts";
import type { Machine } from "../../src/core/run/machine.ts";
import { referenceRun } from "../../src/ports/machine-laws.ts";
import { frame } from "../../src/surfaces/cli/live/frame.ts";
import { keysOf, press, type Wish } from "../../src/surfaces/cli/live/keys.ts";
import { openView, type Pulse, take, type View } from "../../src/surfaces/cli/live/view.ts";
import type { LiveEvent } from "../../src/surfaces/cli/render/live.ts";
import { type Look, lookOf } from "../../src/surfaces/cli/render/look.ts";
import { columnsOf } from "../../src/surfaces/cli/render/wrap.ts";
import { buildRequest } from "../../src/usecases/roundtable/request.ts";
import { tableOpening, tableReply } from "../kit/table.ts";

const SIZES = [
  [80, 24],
  [120, 40],
  [200, 50],
  [40, 20],
] as const;
const look = (ascii = false): Look =>
  lookOf({ isTerminal: true, columns: 80, colour: "never", ascii, noColor: false, forceColor: false, dumb: false });
const knobs = { seats: ["ada", "bo", "cy"], maxRounds: 2, asks: 0.4 };
const machine = roundtableMachine(buildRequest) as Machine<unknown>;
const START = Date.UTC(2026, 0, 5, 12, 0, 0);
const stored = referenceRun({ name: "live", machine, opening: tableOpening(knobs), reply: tableReply(knobs), maxSteps: 400 }).map(
  (event: Event): LiveEvent => ({ ...event, atMs: START + event.seq * 1_500 }),
);
const pulse = (at: number, over: Partial<Pulse> = {}): Pulse => ({
  atMs: START + at * 1_500 + 700,
  status: "open",
  isDriven: true,
  exposureMicroUsd: 420_000,
  capMicroUsd: 2_000_000,
  ...over,
});
const viewAt = (at: number, over: Partial<Parameters<typeof openView>[0]> = {}): View =>
  take(
    openView({
      run: "rt-0123456789ab",
      title: "Which shelf for the atlas?",
      openedAtMs: START,
      isCarried: true,
      pulse: pulse(at),
      pace: { quickMs: 60_000, slowMs: 110_000, runs: 7 },
      ...over,
    }),
    { kind: "events", events: stored.slice(0, at) },
  );
const drawn = (view: View, [columns, rows]: readonly [number, number], with_ = look()): string =>
  frame(view, columns, rows, with_).lines.join("\n");
const secondRound =
  stored.findIndex(({ kind, data }) => kind === "phase-opened" && (data as { round: number; phase: string }).round === 2) + 4;

/** A view of events in which everything is said in the same words. */
const told = (events: readonly LiveEvent[], text: string, full: boolean): View => {
  const research = full ? "full" : "preview";
  let view = openView({ run: "rt-0", title: text, openedAtMs: START, isCarried: true, pulse: pulse(3), full, research });
  view = take(view, { kind: "events", events });
  for (const { step } of view.busy) view = take(view, { kind: "text", step, delta: text });
  return take(view, { kind: "notice", text });
};

const expectHeld = (view: View, [columns, rows]: readonly [number, number]): void => {
  for (const scroll of [0, 5, 1e9]) {
    const { lines } = frame({ ...view, scroll, pinned: view.events.length }, columns, rows, look());
    expect(lines).toHaveLength(rows);
    for (const line of lines) {
      expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b]/u);
    }
  }
};

beforeAll(() => {
  // The time of day is the person's; the golden files have one.
  process.env.TZ = "UTC";
});

describe("the live view", () => {
  it("looks like this in the middle of a roundtable, at every size", async () => {
    const view = take(viewAt(secondRound), {
      kind: "text",
      step: viewAt(secondRound).busy[0]?.step ?? "",
      delta: "I would rather say that the row 25",
    });
    const all = SIZES.map(([columns, rows]) => `=== ${columns}x${rows}\n${drawn(view, [columns, rows])}`).join("\n");
    await expect(`${all}\n`).toMatchFileSnapshot("live.frames.txt");
  });

  it("looks like this at its other moments", async () => {
    const last = stored.length;
    const moments: Readonly<Record<string, View>> = {
      "before anything": openView({
        run: "rt-0",
        title: "Which shelf?",
        openedAtMs: START,
        isCarried: false,
        pulse: pulse(0, { isDriven: false }),
      }),
      research: viewAt(5),
      paused: take(viewAt(secondRound), { kind: "pulse", pulse: pulse(secondRound, { status: "paused" }) }),
      interrupted: take(viewAt(secondRound, { isCarried: false }), { kind: "pulse", pulse: pulse(secondRound + 40, { isDriven: false }) }),
      "closed, without history": take(viewAt(last, { pace: undefined }), { kind: "pulse", pulse: pulse(last, { status: "done" }) }),
      keys: press(viewAt(secondRound), "?", 10).view,
      "asks before a cut": press(viewAt(secondRound), "c", 10).view,
      "only one seat, whole turns": press(press(viewAt(last), "2", 10).view, "t", 10).view,
      "scrolled up while more is said": take(press({ ...viewAt(secondRound - 2), scroll: 0 }, "page-up", 10).view, {
        kind: "events",
        events: stored.slice(secondRound - 2, secondRound + 3),
      }),
    };
    const all = Object.entries(moments).map(([name, view]) => `=== ${name}\n${drawn(view, [80, 24])}`);
    await expect(`${[...all, `=== in ASCII\n${drawn(viewAt(secondRound), [120, 30], look(true))}`].join("\n")}\n`).toMatchFileSnapshot(
      "live.moments.txt",
    );
  });

  it("is as many lines as the screen has, none wider, whatever was said and wherever it stands", () => {
    const hostile = [
      "\u001b[2J\u001b]0;owned\u0007\u001b[31mred\u0000\u0008",
      "\u202eright to left\u202c and \u200bzero\u200d width \u{e0041} tag",
      "漢字かな交じり文がとても長く続いて折り返される必要がある".repeat(5),
      "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪".repeat(20),
      `${"x".repeat(9_000)} and e${"\u0301".repeat(50)}`,
      "\r\n\r\n\t| a | b |\n|---|---|\n| ``` | \u2028 |",
      "~~~00000000 judge, gate for ada",
    ];
    const replaced = ["text", "reason", "request", "topic", "note"];
    for (const text of hostile) {
      const events = stored.slice(0, secondRound).map(
        ({ data, ...event }): LiveEvent => ({
          ...event,
          data: JSON.parse(JSON.stringify(data), (key, said) => (replaced.includes(key) ? text : said)),
        }),
      );
      for (const full of [false, true]) for (const size of [...SIZES, [24, 8] as const]) expectHeld(told(events, text, full), size);
    }
  });

  it("is a function: the same view draws the same lines, in one piece or event by event", () => {
    let grown = viewAt(0);
    for (const event of stored.slice(0, secondRound)) grown = take(grown, { kind: "events", events: [event] });
    expect(drawn({ ...grown, pulse: pulse(secondRound) }, [120, 40])).toBe(drawn(viewAt(secondRound), [120, 40]));
  });

  it("takes an event once, however often it is told", () => {
    const view = take(viewAt(secondRound), { kind: "events", events: stored.slice(0, secondRound) });
    expect(view.events).toHaveLength(secondRound);
  });

  it("scrolls to the first line and no further, and comes back", () => {
    const top = frame(press(viewAt(secondRound), "home", 10).view, 80, 24, look());
    expect(top.lines.join("\n")).toContain("RESEARCH WINDOW");
    expect(frame({ ...viewAt(secondRound), scroll: top.scroll + 1, pinned: secondRound }, 80, 24, look()).scroll).toBe(top.scroll);
    expect(press({ ...viewAt(secondRound), scroll: top.scroll, pinned: secondRound }, "G", 10).view.scroll).toBe(0);
  });
});

describe("keys", () => {
  const wishes = (view: View, ...sent: readonly string[]): readonly (Wish | undefined)[] => {
    const wished: (Wish | undefined)[] = [];
    let now = view;
    for (const key of sent.flatMap(keysOf)) {
      const pressed = press(now, key, 10);
      now = pressed.view;
      wished.push(pressed.wish);
    }
    return wished;
  };

  it("a cut is asked about first: y alone confirms it", () => {
    expect(wishes(viewAt(9), "c", "y")).toEqual([undefined, "cut"]);
    for (const no of ["n", "\r", "Y", "q", "\u001b"]) expect(wishes(viewAt(9), "c", no)).toEqual([undefined, undefined]);
  });

  it("a pasted text is no series of keys", () => {
    expect(wishes(viewAt(9), "cy")).toEqual([undefined]);
    expect(wishes(viewAt(9), "check this: y")).toEqual([undefined]);
  });

  it("a watcher has no key that touches the run", () => {
    const watched = viewAt(9, { isCarried: false });
    const all = Array.from({ length: 95 }, (_, nth) => String.fromCharCode(32 + nth));
    for (const key of all)
      for (const then of all) expect(["leave", undefined]).toContain(wishes(watched, key, then).find((wish) => wish !== undefined));
  });

  it("arrows, pages and controls are read as a terminal sends them", () => {
    expect(keysOf("\u001b[A\u001b[B\u001b[5~\u001b[6~\u001bOH\u001b[F")).toEqual(["up", "down", "page-up", "page-down", "home", "end"]);
    expect([keysOf("\u0003"), keysOf("\u001a"), keysOf("\u001b")]).toEqual([["ctrl-c"], ["ctrl-z"], ["escape"]]);
  });
});
