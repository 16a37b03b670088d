import { describe, expect, test } from "vitest";
import { fold } from "../../kernel/text.ts";
import { analyse } from "./analyse.ts";

const read = (...texts: readonly string[]) =>
  analyse(
    texts.map((text, i) => ({ file: i === 0 ? "briefing.md" : (/^# (\S+)\n/u.exec(text)?.[1] ?? `file${i}.csv`), sha256: `${i}`, text })),
  );

/** An opening, the options a careful reader finds in it, and a piece of every limit. */
type Opening = readonly [text: string, options: readonly string[], limits?: readonly string[]];

const openings: readonly Opening[] = [
  // The question without a question mark, or without a question.
  [
    "We have to agree which van the club buys, the Torvik, the Malden 3 or the Pello.\n\nThe Torvik is £9,400. The Malden 3 is £8,900. The Pello is £9,900.\n\nIt must not cost more than £9,500.",
    ["Torvik", "Malden 3", "Pello"],
    ["£9,500"],
  ],
  ["Please choose one of these for the hall: Ashlar, Brindle or Corrie.\n\nThe cheapest gets it.", ["Ashlar", "Brindle", "Corrie"]],
  ["Tell me which of the two tents we take to the lake, the Nordri or the Sudri. I have read enough reviews.", ["Nordri", "Sudri"]],
  ["Entscheidet bitte bis Freitag, ob wir den Saal am Ring oder die Alte Schmiede mieten.", ["Saal am Ring", "Alte Schmiede"]],
  ["Ich muss bis Montag sagen, welchen Drucker wir nehmen, den Karo 2 oder den Lumo.", ["Karo 2", "Lumo"]],
  [
    "# Scanner for the reading room\n\n| scanner | price | pages per minute |\n|---|---|---|\n| Fennick | 420 € | 24 |\n| Osprey 9 | 510 € | 38 |\n\nAt most 600 €. Of those that fit, the fastest.",
    ["Fennick", "Osprey 9"],
    ["600 €"],
  ],
  [
    "It's down to Aldgate, Perrin or the Mill House for the reunion. Aldgate holds 80, Perrin 65 and the Mill House 120.",
    ["Aldgate", "Perrin", "Mill House"],
  ],
  ["Last open point before the freeze is which codec we ship with. It's between Opal, Tarn and Vesper.", ["Opal", "Tarn", "Vesper"]],
  ["Wir schwanken noch zwischen der Halle Nord und dem Großzelt.", ["Halle Nord", "Großzelt"]],
  [
    "Zur Debatte stehen das Modell Erle, das Modell Buche und das Modell Ahorn. Welches wird es?",
    ["Modell Erle", "Modell Buche", "Modell Ahorn"],
  ],
  ["Hay que decidir qué furgoneta compramos, la Brisa o la Tormenta.", ["Brisa", "Tormenta"]],
  ["Il faut choisir entre le gîte des Pins et la ferme du Lac pour le week-end.", ["gîte des Pins", "ferme du Lac"]],
  // Yes or no.
  [
    "¿Aceptamos la oferta del centro? Solo si cuesta como máximo 300 € y caben al menos 40 personas; si no, seguimos en el club.",
    ["aceptar la oferta del centro", "no aceptar la oferta del centro"],
    ["300 €", "40 personas"],
  ],
  [
    "Do we extend the lease? Only if the rent stays under £900 a month; otherwise we leave.",
    ["extend the lease", "do not extend the lease"],
    ["£900"],
  ],
  [
    "Nehmen wir das Angebot der Stadt an? Ja, wenn der Saal höchstens 400 € kostet, sonst nicht.",
    ["Angebot der Stadt annehmen", "Angebot der Stadt nicht annehmen"],
    ["400 €"],
  ],
  [
    "Prenons-nous le stand au marché ? Seulement si le prix ne dépasse pas 120 €.",
    ["prendre le stand au marché", "ne pas prendre le stand au marché"],
    ["120 €"],
  ],
  // Options as lists, paragraphs, headings, tables, files.
  [
    "Which Saturday do we hold the fair?\n\n- 6 June\n- 13 June\n- 20 June\n\nAt least 20 stalls must be able to come.",
    ["6 June", "13 June", "20 June"],
    ["20 stalls"],
  ],
  [
    "An welchem Abend proben wir?\n\n* Di. 19:30\n* Do. 18:00\n\nEs müssen mindestens 15 Leute kommen können.",
    ["Di. 19:30", "Do. 18:00"],
    ["15 Leute"],
  ],
  [
    "I asked three firms. Which one do I order from?\n\nHarlow want £640 and can come on 3 May.\n\nPensby have sent a quote over £590, and can come on 9 May.\n\nQuill & Son charge £610 and could be here on 4 May.",
    ["Harlow", "Pensby", "Quill & Son"],
  ],
  [
    "Welcher Herd wirds? Brenner 60 kostet 1.200 € und braucht 2,1 kW, Ofenwerk C kostet 1.450 € und braucht 1,8 kW.",
    ["Brenner 60", "Ofenwerk C"],
  ],
  [
    "# Play for the summer\n\nWhich play do we stage?\n\n### The Lantern\n9 roles, royalties £60 a night.\n\n### A Quiet Harbour\n14 roles, royalties £45 a night.\n\n### What we agreed beforehand\n\n- at most 12 roles\n- no more than £70 a night",
    ["The Lantern", "A Quiet Harbour"],
    ["12 roles", "£70"],
  ],
  [
    "Which router do we fit?\n\n| price | router | watts |\n|---|---|---|\n| 80 € | Kelda | 6 |\n| 95 € | Tamsin | 4 |",
    ["Kelda", "Tamsin"],
  ],
  ["@here poster size, A3, A2 or A1? Print shop closes at five.", ["A3", "A2", "A1"]],
  ["@channel team dinner, Thu 4 June, Fri 5 June or Sat 6 June? We are 14.", ["Thu 4 June", "Fri 5 June", "Sat 6 June"]],
  [
    "[09:12] ana: so, which one for the porch, the Fern or the Moss?\n[09:13] bo: max 90 € we said\n[09:14] ana: right, and cheapest that passes\n[09:15] bo: Fern is 85 €, Moss 79 €",
    ["Fern", "Moss"],
    ["90 €"],
  ],
  [
    "> **From:** Ida\n> **Subject:** Re: kiln\n>\n> No more than 4 kW, we said.\n>\n> > **From:** Tove\n> > **Subject:** kiln\n> >\n> > Hi both, which kiln do we get for the shed, the Ember 40 or the Flamm S? Ember 40 draws 3.6 kW, Flamm S 4.4 kW.",
    ["Ember 40", "Flamm S"],
    ["4 kW"],
  ],
  ["Which battery goes into the buoy? The three are in batteries.yaml.", ["alpha", "beta", "gamma"]],
  ["last thing is which profile I flash, see profiles.py. at least 200 days on one charge.", ["slow", "brisk"], ["200 days"]],
  // Limits in other clothes.
  ["X or Y for the long axis? X takes 4 Nm and Y 5 Nm. The rail gives us up to 4.5 Nm.", ["X", "Y"], ["4.5 Nm"]],
  [
    "Rowan or Hazel for the loft? Through the hatch (70 cm) it has to fit. Rowan is 68 cm wide, Hazel 74 cm.",
    ["Rowan", "Hazel"],
    ["70 cm"],
  ],
  ["Kletterhalle oder Eisbahn? Aus der Klassenkasse dürfen wir bis 9 € pro Kind nehmen.", ["Kletterhalle", "Eisbahn"], ["9 € pro Kind"]],
  [
    "Which hall, Abbot or Friary? I've got £200 put by and no more. The school only says no more than 30 minutes on foot and at most one main road.",
    ["Abbot", "Friary"],
    ["£200", "30 minutes", "one main road"],
  ],
  [
    "Which hut do we book, Corran or Slioch?\n\nMusts:\n- sleeps at least 8\n- dogs allowed\n\nNice to have: a stove.",
    ["Corran", "Slioch"],
    ["at least 8", "dogs allowed"],
  ],
  [
    "Welchen Lieferanten nehmen wir, Voss oder Kern? Mehr als die 1.800 € haben wir nicht. Länger als 3 Wochen darf es nicht dauern.",
    ["Voss", "Kern"],
    ["1.800 €", "3 Wochen"],
  ],
  ["Which press, Albion or Columbian? Head Office lets us spend up to £1,200 including VAT on it.", ["Albion", "Columbian"], ["£1,200"]],
  ["Which firm, Ostler or Brandt? Only condition is delivery by 1 May.", ["Ostler", "Brandt"], ["1 May"]],
  [
    "Welches Gerät, Primo oder Sekundo? Was es können muss: mindestens 12 Stunden Akku, höchstens 1,5 kg.",
    ["Primo", "Sekundo"],
    ["12 Stunden", "1,5 kg"],
  ],
  [
    "Which window, Sunday or Wednesday?\n\nThe window must\n\n- be at least 90 minutes long\n- stay under 200 requests per second, in every one of the four weeks\n- have two DBAs on shift",
    ["Sunday", "Wednesday"],
    ["90 minutes", "200 requests", "two DBAs"],
  ],
];

const files: ReadonlyMap<string, string> = new Map([
  [
    "batteries.yaml",
    "# batteries.yaml\n- name: alpha\n  volts: 12\n  hours: 40\n- name: beta\n  volts: 12\n  hours: 52\n- name: gamma\n  volts: 24\n  hours: 38\n",
  ],
  [
    "profiles.py",
    '# profiles.py\nPROFILES = {\n    "slow": {"interval_s": 900, "avg_ma": 0.2},\n    "brisk": {"interval_s": 300, "avg_ma": 0.4},\n}\n',
  ],
]);

describe("openings nobody tuned a rule to", () => {
  test.each(openings.map(([text, options, limits]) => ({ text, options, limits: limits ?? [] })))("$text", ({ text, options, limits }) => {
    const found = read(text, ...[...files].filter(([name]) => text.includes(name)).map(([, body]) => body));
    expect(found.options.map((option) => fold(option.name)).sort()).toEqual(options.map(fold).sort());
    const texts = found.limits.map((limit) => limit.text);
    expect(limits.filter((piece) => !texts.some((each) => each.includes(piece)))).toEqual([]);
  });
});
