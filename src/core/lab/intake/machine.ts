import { fail } from "../../kernel/result.ts";
import type { Event } from "../../run/event.ts";
import type { Machine } from "../../run/machine.ts";
import { intakeFact } from "./event.ts";

/** How far an intake is: facts since its opening, and whether it closed. */
export type IntakeState = { readonly facts: number; readonly isOpened: boolean; readonly isClosed: boolean };

/** The kind of the runs that `intakeMachine` carries. */
export const INTAKE = "lab-intake";

/** Takes what its opening brought and closes. Nothing is asked of anybody. */
export const intakeMachine: Machine<IntakeState> = {
  kind: INTAKE,
  version: 1,
  initial: () => ({ facts: 0, isOpened: false, isClosed: false }),
  fold: (state, { kind }: Event) => {
    if (kind === "intake-opened") return { ...state, isOpened: true };
    return kind === "intake-closed" ? { ...state, isClosed: true } : { ...state, facts: state.facts + 1 };
  },
  nextSteps: ({ facts, isOpened, isClosed }, limit) =>
    isOpened && !isClosed && limit > 0 ? [{ kind: "note", key: "close", facts: [intakeFact("intake-closed", { facts })] }] : [],
  request: () => null,
  absorb: () => [],
  accept: () => fail({ code: "CLOSED", message: "an intake takes nothing but what it was opened with" }),
  consequences: () => [],
  status: ({ isClosed }) => (isClosed ? "done" : "open"),
};
