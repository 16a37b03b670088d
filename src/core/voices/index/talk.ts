import { fold, words } from "../../kernel/text.ts";

/** Most characters of a line that is looked at for who says it. */
const MAX_LINE = 4000;

const clock = "(?:\\d{1,2}[:.]\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\.?)?)";
const when = `(?:(?:\\p{L}{2,10}\\.?,?\\s)?(?:\\d{1,4}[./-]\\d{1,2}[./-]?(?:\\d{2,4})?,?\\s)?${clock})`;
const who = "[\\p{L}@][\\p{L}\\p{N}_.'’-]{0,24}(?:\\s\\p{Lu}[\\p{L}.'’-]{0,24}){0,2}";
/** "[Mo 09:12] timo: ", "12.03.26, 09:12 - Timo: ", "timo (09:12): ", "09:12 <timo> ". */
const timed = new RegExp(
  `^\\s*(?:\\[${when}\\]\\s?(?:-\\s)?\\*{0,2}(?:<${who}>|${who}\\*{0,2}\\s?:)|${when}\\s(?:[-–]\\s)?\\*{0,2}(?:<${who}>|${who}\\*{0,2}\\s?:)|\\*{0,2}${who}\\*{0,2},?\\s[([]?${when}[)\\]]?\\s?:)\\*{0,2}\\s+`,
  "u",
);
const named = new RegExp(`^\\s*(?:\\*\\*(${who})(?::\\*\\*|\\*\\*:)|<(${who})>|(${who}):)\\s+(?=\\S)`, "u");
const address = /^\s*@(?:here|channel|all|everyone|room|alle|team|tous|todos)\b[,:]?\s+(?=\S)/iu;
const header =
  /^\s*(?:\*{0,2})(from|to|cc|bcc|date|sent|subject|reply-to|von|an|kopie|datum|gesendet|betreff|de|à|envoyé|objet|para|fecha|enviado|asunto)(?:\s?:\*{0,2}|\*{0,2}\s?:)\s*\S/iu;
const subject = /^(?:subject|betreff|objet|asunto)$/u;
const sender = /^(?:from|von|de)$/u;

/** Lines without who said them and when, and which of them (by index) each open a paragraph of their own. */
export type Talk = { readonly lines: readonly string[]; readonly opens: ReadonlySet<number> };

/**
 * Takes the names and times off the lines of a chat ("[Mo 09:12] timo: …" on two lines at least; "timo: …" where a run of such lines has several
 * speakers of whom one comes back, and asks or says "we"), the head off a mail except its subject, and "@here" off a line. Lines keep their number.
 */
export const withoutSpeakers = (lines: readonly string[]): Talk => {
  const opens = new Set<number>();
  const cut = new Map<number, string>();
  const stamped = lines.flatMap((line, i) => (line.length <= MAX_LINE && timed.test(line) ? [i] : []));
  const said = stamped.length >= 2 ? stamped : [];
  for (const i of [...said, ...speakersIn(lines)]) {
    opens.add(i);
    cut.set(i, (lines[i] as string).replace(timed, "").replace(said.length > 0 ? timed : named, ""));
  }
  for (const { at, kept } of heads(lines)) {
    opens.add(at);
    if (!kept) cut.set(at, "");
  }
  const shown = lines.map((line, i) => (cut.get(i) ?? line).replace(address, ""));
  return cut.size === 0 && shown.every((line, i) => line === lines[i]) ? { lines, opens } : { lines: shown, opens };
};

/** Runs of at least four lines, each with a name before a colon, of two speakers at least, one of whom comes back, in the words of talk. */
const speakersIn = (lines: readonly string[]): readonly number[] => {
  const found: number[] = [];
  let run: { readonly at: number; readonly name: string; readonly text: string }[] = [];
  const close = (): void => {
    const names = new Set(run.map((one) => one.name));
    const talk = run.some(({ text }) => /\?\s*$/u.test(text)) && run.filter(({ text }) => first.test(fold(text))).length >= 2;
    if (run.length >= 4 && names.size >= 2 && names.size < run.length && talk) found.push(...run.map((one) => one.at));
    run = [];
  };
  lines.forEach((line, at) => {
    if (line.trim() === "" && run.length > 0) return;
    const match = line.length > MAX_LINE ? null : named.exec(line);
    const name = match === null ? "" : fold(match[1] ?? match[2] ?? match[3] ?? "");
    if (match === null || words(name).length > 3) close();
    else run.push({ at, name, text: line.slice(match[0].length) });
  });
  close();
  return found;
};

const first = /\b(?:i|we|you|us|me|ok|yes|no|thanks|thx|ich|wir|du|ihr|uns|ja|nein|danke|je|nous|on|tu|oui|merci|yo|nosotros|gracias)\b/u;

/** The lines of a mail's head: at least two in a row, one of them its sender. The subject of the first is kept. */
const heads = (lines: readonly string[]): readonly { readonly at: number; readonly kept: boolean }[] => {
  const found: { readonly at: number; readonly kept: boolean }[] = [];
  let seen = false;
  for (let at = 0; at < lines.length; at++) {
    const keys: string[] = [];
    while (keys.length < 8) {
      const line = lines[at + keys.length] ?? "";
      const key = line.length > MAX_LINE ? undefined : header.exec(line)?.[1];
      if (key === undefined) break;
      keys.push(fold(key));
    }
    if (keys.length < 2 || !keys.some((key) => sender.test(key))) continue;
    found.push(...keys.map((key, i) => ({ at: at + i, kept: !seen && subject.test(key) })));
    seen = true;
    at += keys.length;
  }
  return found;
};
