import type { Measured } from "../argue/data-facts.ts";
import type { Fact } from "../argue/fact.ts";
import type { Scene } from "./scene.ts";
import { PASS } from "./speak.ts";
import { stands } from "./stands.ts";

/** Most requests of one seat in the research window. */
const MAX_REQUESTS = 3;

/**
 * The look-ups a seat asks of the steward before the debate: what its dealt facts rest on in registered files, in the steward's
 * own grammar, so that every figure it will cite is counted by somebody else too. Exactly `PASS` when no file holds any of it.
 */
export const research = (scene: Scene): string => {
  const asked = new Set(scene.task.turns.flatMap((turn) => turn.text.match(/\[\[request:[^\]]*\]\]/g) ?? []));
  const wanted = scene.dealt.flatMap((fact) => requestsFor(fact, scene)).map((request) => `[[request: ${request}]]`);
  const fresh = [...new Set(wanted)].filter((tag) => !asked.has(tag)).slice(0, MAX_REQUESTS);
  return fresh.length === 0 ? PASS : fresh.join(" ");
};

const requestsFor = (fact: Fact, scene: Scene): readonly string[] => {
  const briefing = scene.evidence.sources[0]?.file;
  const file = fact.places.find((place) => place.file !== briefing)?.file;
  if (file === undefined) return [];
  if (fact.kind === "log") return [`lines matching ${wordOf(fact)} in ${file}`];
  const item = scene.ledger.items.find(
    (each) =>
      each.metric.origin !== "stated" &&
      each.metric.samples.some((sample) => sample.place.file === file) &&
      (fact.id.endsWith(each.metric.id) || fact.note?.values.includes(`\`${each.metric.label}\``)),
  );
  if (item === undefined)
    return fact.kind === "conflict" && scene.evidence.logs.some((log) => log.file === file)
      ? [`lines matching ${wordOf(fact)} in ${file}`]
      : [];
  return measureRequest(fact, item, file, scene) ?? settingRequests(item, file, scene);
};

/** A figure over the rows of a table, when both of its columns stand in the file as it was registered. */
const measureRequest = (fact: Fact, item: Measured, file: string, scene: Scene): readonly string[] | undefined => {
  const source = scene.evidence.sources.find((each) => each.file === file);
  const table = scene.evidence.tables.find(
    (each) => each.file === file && each.columns.some((column) => column.name === item.metric.label),
  );
  const key = table?.keyColumn === undefined ? undefined : table.columns[table.keyColumn]?.name;
  if (item.metric.origin !== "column" || key === undefined || !stands(source, [item.metric.label, key])) return undefined;
  const how = fact.kind === "check" ? "max" : fact.kind === "fragile" ? "median" : item.summary === "sum" ? "sum" : "mean";
  return [`${how} of ${item.metric.label} by ${key} in ${file}`];
};

/** The settings that an item was read from, one request each. */
const settingRequests = (item: Measured, file: string, scene: Scene): readonly string[] =>
  scene.evidence.keyValues
    .filter(
      (pair) =>
        pair.file === file &&
        item.metric.samples.some(
          (sample) => sample.place.line === pair.line && sample.place.file === file && sample.raw === pair.value.trim(),
        ),
    )
    .map((pair) => `value of ${pair.key} in ${file}`);

const wordOf = (fact: Fact): string =>
  /[\p{L}][\p{L}-]{3,}/u.exec(fact.note?.key === "log-order" ? (fact.note.values[1] ?? "") : (fact.quote ?? ""))?.[0] ?? "ERROR";
