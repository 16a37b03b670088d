import { hash53 } from "../../kernel/hash.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Environment } from "../job.ts";
import type { Lesson } from "../lessons.ts";
import type { Setting } from "../settings.ts";
import type { TowerKind } from "./plan.ts";

/** Words for what a step shows. */
export const TOWER_DEFECTS = ["stringing", "sag", "under_extrusion", "over_extrusion", "delamination"] as const;
export type TowerDefect = (typeof TOWER_DEFECTS)[number];

/** A finished tower as it was printed: its steps from the plate up. */
export type PrintedTower = {
  readonly kind: TowerKind;
  readonly material: string;
  readonly machine: string;
  readonly unit: string;
  readonly values: readonly number[];
};

/** What a person saw: the best step from 1, and what other steps showed. */
export type TowerLook = { readonly best: number; readonly defects: readonly { readonly step: number; readonly defect: TowerDefect }[] };

/** What a look came to. `cause` says why that value: which side fails, and by what. */
export type TowerLesson = { readonly value: number; readonly lesson: Lesson; readonly cause: string };

/** Why a look is not taken. */
export type LookFault = { readonly code: "BAD_LOOK"; readonly message: string; readonly hint: string };

const KNOB: Readonly<Record<TowerKind, string>> = { temperature: "nozzle", retraction: "retraction", flow: "flow" };
/** The setting that a tower varies; the flow is none of them. */
const SETTING: Readonly<Partial<Record<TowerKind, Setting>>> = { temperature: "nozzleCelsius", retraction: "retractionMm" };

/**
 * What the best step teaches, as an earned lesson: the value, what the steps below and above it showed, and what that says of
 * it, with the setting that it was printed with. A best step at an end that nothing bounds says so: the best may lie beyond. A step cannot be the best and show a defect.
 */
export const readTower = (tower: PrintedTower, { best, defects }: TowerLook, room: Environment): Result<TowerLesson, LookFault> => {
  const value = tower.values[best - 1];
  const refuse = (message: string): Result<TowerLesson, LookFault> =>
    fail({ code: "BAD_LOOK", message, hint: "count the steps from the plate up, from 1" });
  if (value === undefined) return refuse(`the tower has steps 1 to ${tower.values.length}, not ${best}`);
  const beyond = defects.find(({ step }) => tower.values[step - 1] === undefined);
  if (beyond !== undefined) return refuse(`the tower has steps 1 to ${tower.values.length}, not ${beyond.step}`);
  if (defects.some(({ step }) => step === best)) return refuse(`step ${best} is the best and cannot show a defect; name the next best`);
  const cause = causeOf(tower, best, value, defects);
  const text = `${tower.material}: ${KNOB[tower.kind]} ${value} ${tower.unit} was the best of a tower on ${tower.machine}. ${cause}`;
  const setting = SETTING[tower.kind];
  const lesson: Lesson = {
    id: `tower-${hash53(JSON.stringify([tower, best, defects, room])).toString(16)}`,
    material: tower.material,
    geometry: tower.kind === "flow" ? "cube" : "stringing",
    celsius: room.celsius,
    humidityPercent: room.humidityPercent,
    outcome: "success",
    text,
    source: "earned",
    ...(setting === undefined ? {} : { printed: { [setting]: value } }),
    machine: tower.machine,
  };
  return ok({ value, lesson, cause });
};

const causeOf = ({ values, unit }: PrintedTower, best: number, value: number, defects: TowerLook["defects"]): string => {
  const said = (isSide: (other: number) => boolean, word: string): string | undefined => {
    const shown = defects.filter(({ step }) => isSide(values[step - 1] as number));
    if (shown.length === 0) return undefined;
    const nearest = shown.toSorted(
      (left, right) => Math.abs((values[left.step - 1] as number) - value) - Math.abs((values[right.step - 1] as number) - value),
    )[0];
    const kinds = [...new Set(shown.map(({ defect }) => defect.replace("_", "-")))].join(", ");
    return `${word} it, from ${values[(nearest?.step ?? 1) - 1]} ${unit} on: ${kinds}.`;
  };
  const [over, under] = [said((other) => other > value, "Above"), said((other) => other < value, "Below")];
  const isHighest = value === Math.max(...values);
  const isLowest = value === Math.min(...values);
  const open =
    isHighest && under !== undefined
      ? "It was the highest of the tower: the best may lie above."
      : isLowest && over !== undefined
        ? "It was the lowest of the tower: the best may lie below."
        : undefined;
  const parts = [over, under, open].filter((part) => part !== undefined);
  return parts.length > 0
    ? parts.join(" ")
    : `No other step was said to show a defect, so ${value} ${unit} is a choice by eye of step ${best}.`;
};
