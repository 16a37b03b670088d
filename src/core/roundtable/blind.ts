import { random } from "../kernel/random.ts";
import type { Opening } from "./event.ts";

/** The label under which the scoring judge reads each seat: `Seat A`, `Seat B`, …, dealt by a named draw of the run's seed. */
export const blindLabels = (opening: Opening): ReadonlyMap<string, string> => {
  const dealt = random(opening.seed)
    .fork("blind")
    .shuffle(opening.seats.map((seat) => seat.name));
  return new Map(
    dealt.map((name, index) => [name, `Seat ${String.fromCharCode(65 + (index % 26))}${index >= 26 ? Math.floor(index / 26) : ""}`]),
  );
};

/** The text with every name of a seat (whole words, any case) replaced by its label. */
export const blindText = (text: string, labels: ReadonlyMap<string, string>): string => {
  let blinded = text;
  for (const [name, label] of labels)
    blinded = blinded.replace(new RegExp(`(?<![\\p{L}\\p{N}_-])${name}(?![\\p{L}\\p{N}_-])`, "giu"), label);
  return blinded;
};
