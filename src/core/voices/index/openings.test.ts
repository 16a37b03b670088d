import { describe, expect, test } from "vitest";
import { fold } from "../../kernel/text.ts";
import { analyse } from "./analyse.ts";

const read = (text: string) =>
  analyse([
    { file: "briefing.md", sha256: text, text },
    ...[...files].filter(([name]) => text.includes(name)).map(([file, body]) => ({ file, sha256: body, text: body })),
  ]);

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
  // Whole pages, shortened.
  [
    "Hi Mara, please pick a trailer for the kayak club before the season starts.\n\nThe Lunde 3 costs 1,150 EUR and carries six boats. The Hafn costs 990 EUR and carries four.\n\nIt has to carry at least five boats. If both do, the cheaper one.",
    ["Lunde 3", "Hafn"],
    ["five boats"],
  ],
  [
    "# Projector for the village hall\n\n- Vireo: 640 €, 3,200 lm, 29 dB\n- Lanner X: 580 €, 2,800 lm, 33 dB\n- Pipit: 720 €, 3,600 lm, 27 dB\n\nBudget 700 €. At least 3,000 lm. Then the quietest.",
    ["Vireo", "Lanner X", "Pipit"],
    ["700 €", "3,000 lm"],
  ],
  [
    "# Rasenmäher für die Anlage\n\n| Merkmal | Zirpe 40 | Grille E | Heupferd |\n|---|---|---|---|\n| Preis | 390 € | 445 € | 520 € |\n| Schnittbreite | 40 cm | 42 cm | 46 cm |\n| Lautstärke | 78 dB | 71 dB | 74 dB |\n\nHöchstens 480 €, höchstens 75 dB. Unter denen, die das einhalten, die größte Schnittbreite.",
    ["Zirpe 40", "Grille E", "Heupferd"],
    ["480 €", "75 dB"],
  ],
  [
    "Nele: wir müssen den Bus buchen, wer macht das?\nJonas: welcher denn, der von Kranich oder der von Milan?\nNele: höchstens 600 € hat die Schulleitung gesagt\nJonas: Kranich will 580 €, Milan 640 €\nNele: dann ist es ja klar, oder?",
    ["Kranich", "Milan"],
    ["600 €"],
  ],
  [
    "Dear all,\n\nThe lease of the copier runs out in May. Should we renew with Feder, move to Quarz, or buy a used machine? Does anyone remember where the service book is?\n\nWhatever we do must not cost more than £80 a month. Feder asks £92 a month, Quarz £74 a month. A used machine works out at £61 a month.\n\nWho is coming on Friday, by the way?",
    ["renew with Feder", "move to Quarz", "buy a used machine"],
    ["£80"],
  ],
  [
    "Welche Heizkurve stellen wir ein? Die vier stehen in kurven.ini, gemessen haben wir im Januar.\n\n- Raumtemperatur morgens mindestens 20 °C\n- Verbrauch höchstens 60 kWh am Tag\n\nVon denen, die beides schaffen, die mit dem geringsten Verbrauch.",
    ["flach", "mittel", "steil", "nacht"],
    ["20 °C", "60 kWh"],
  ],
  [
    "What batch size do we ship? See sizes.ts; p99 has to stay below 250 ms, and of those that do, the highest throughput wins.",
    ["small", "medium", "large"],
    ["250 ms"],
  ],
  [
    "Bonjour à tous, il nous reste à décider qui refait la toiture de l'abri : Couvertures Lormel, l'atelier Brasse ou Zinc & Fils. Lormel demande 8 400 €, Brasse 7 900 € et Zinc & Fils 9 100 €. Nous n'avons que 8 500 €. Les travaux doivent être finis avant le 15 octobre. Lormel finit le 1er octobre, Brasse le 20 octobre. Sinon, le moins cher.",
    ["Couvertures Lormel", "l'atelier Brasse", "Zinc & Fils"],
    ["8 500 €", "15 octobre"],
  ],
  [
    "¿Qué día hacemos la limpieza del río?\n\n- sábado 9 de mayo\n- domingo 10 de mayo\n- sábado 16 de mayo\n\nTienen que poder venir al menos 20 voluntarios. Entre los que cumplan, el que tenga más voluntarios.",
    ["sábado 9 de mayo", "domingo 10 de mayo", "sábado 16 de mayo"],
    ["20 voluntarios"],
  ],
  [
    "Do we go ahead with the night bus trial? We said we would if\n\n- at least 40 people a night use it\n- the subsidy stays under £3 a ride\n\nand not otherwise. In the four weeks 46 people a night used it, and the subsidy came to £2.70 a ride.",
    ["go ahead with the night bus trial", "do not go ahead with the night bus trial"],
    ["40 people", "£3"],
  ],
  [
    "We could stay with the paper sheets or move to the Tallyho app. The app is £14 a month and the treasurer allows £20.",
    ["stay with the paper sheets", "move to the Tallyho app"],
    ["£20"],
  ],
  [
    "Minutes, item 4: choice of caterer.\nPresent: Ada, Bram, Cleo.\nThree quotes are in: Olive Tree £11.50 a head, Saffron £13, Bell's £9.80.\nWe are 60. The budget is £720.\nAgreed: whoever is within the budget and scores best in the tasting. Tasting: Olive Tree 8.1, Saffron 8.9, Bell's 7.4.",
    ["Olive Tree", "Saffron", "Bell's"],
    ["£720"],
  ],
  [
    "Betreff: Standort für die Packstation\n\nHallo zusammen, wir brauchen eine Entscheidung zum Standort. In Frage kommen der Parkplatz Nord, der Hof hinter Haus 3 und die Ecke Lindenstraße.\n\nDie Stadt verlangt mindestens 1,5 m Abstand zum Gehweg. Parkplatz Nord: 2,1 m. Hof: 3 m. Lindenstraße: 1,2 m.\n\nEntscheidend ist, wie viele Leute zu Fuß hinkommen: Parkplatz Nord 410, Hof 230, Lindenstraße 520.",
    ["Parkplatz Nord", "Hof hinter Haus 3", "Ecke Lindenstraße"],
    ["1,5 m"],
  ],
  [
    "| | Tern | Plover | Notes |\n|---|---|---|---|\n| price | 210 € | 260 € | incl. VAT |\n| weight | 1.9 kg | 1.4 kg | weighed |\n| runtime | 7 h | 9 h | at 20 °C |\n\nWhich drill for the climbers? Not heavier than 2 kg, at least 8 h.",
    ["Tern", "Plover"],
    ["2 kg", "8 h"],
  ],
  [
    "When do we start the ferry drill: 07:30, 09:00 or 13:15? The tide must be above 1.2 m. At 07:30 it is 0.9 m, at 09:00 1.4 m and at 13:15 2.0 m. Earliest wins.",
    ["07:30", "09:00", "13:15"],
    ["1.2 m"],
  ],
  [
    "Options for the roof: 1) felt, 2) zinc, 3) sedum. Felt is 4,200 EUR, zinc 7,900 EUR, sedum 6,100 EUR. We can't go over 6,500 EUR. It should last as long as possible: felt 15 years, zinc 60 years, sedum 30 years.",
    ["felt", "zinc", "sedum"],
    ["6,500 EUR"],
  ],
  [
    "Who gets the stall at the gate?\n\n**Brot & Salz** — pays 180 €, needs 9 m.\n\n**Käserei Holm** — pays 220 €, needs 6 m.\n\n**Imkerei Vogt** — pays 150 €, needs 4 m.\n\nThere is room for 8 m. The one that pays most gets it.",
    ["Brot & Salz", "Käserei Holm", "Imkerei Vogt"],
    [],
  ],
  [
    "Which supplier of seed do we go with this year? All we know is in seeds.csv. Germination has to be 85 % or more; among those, cheapest per kilo.",
    ["Arvum", "Campo", "Terrena"],
    ["85 %"],
  ],
  [
    "Sagt mir bitte, welches Zelt ich für die Pfadis bestellen soll. Kohte Alm wiegt 14 kg und kostet 610 €. Jurte Berg wiegt 22 kg und kostet 890 €. Tunnel Tal wiegt 11 kg und kostet 740 €. Mehr als 15 kg schleppt keiner, und aus der Kasse gibt es 750 €. Das leichteste, was geht.",
    ["Kohte Alm", "Jurte Berg", "Tunnel Tal"],
    ["15 kg", "750 €"],
  ],
  [
    "Who drives the van on the 12th, Hedda or Ismael? The insurance wants at least three years' licence. Hedda has had hers for five years, Ismael two.",
    ["Hedda", "Ismael"],
    ["three years"],
  ],
];

const files: ReadonlyMap<string, string> = new Map([
  [
    "kurven.ini",
    "[flach]\nmorgens_c = 19.2\nkwh_tag = 51\n\n[mittel]\nmorgens_c = 20.4\nkwh_tag = 58\n\n[steil]\nmorgens_c = 21.6\nkwh_tag = 66\n\n[nacht]\nmorgens_c = 20.1\nkwh_tag = 55\n",
  ],
  [
    "sizes.ts",
    'export const SIZES = [\n  { label: "small", batch: 16, p99_ms: 140, rps: 310 },\n  { label: "medium", batch: 64, p99_ms: 230, rps: 480 },\n  { label: "large", batch: 256, p99_ms: 410, rps: 690 },\n] as const;\n',
  ],
  ["seeds.csv", "supplier,germination_pct,eur_per_kg\nArvum,91,14.20\nCampo,83,11.10\nTerrena,88,12.60\n"],
  [
    "batteries.yaml",
    "# batteries.yaml\n- name: alpha\n  volts: 12\n  hours: 40\n- name: beta\n  volts: 12\n  hours: 52\n- name: gamma\n  volts: 24\n  hours: 38\n",
  ],
  [
    "profiles.py",
    '# profiles.py\nPROFILES = {\n    "slow": {"interval_s": 900, "avg_ma": 0.2},\n    "brisk": {"interval_s": 300, "avg_ma": 0.4},\n}\n',
  ],
]);

describe("openings of many shapes", () => {
  test.each(openings.map(([text, options, limits]) => ({ text, options, limits: limits ?? [] })))("$text", ({ text, options, limits }) => {
    const found = read(text);
    expect(found.options.map((option) => fold(option.name)).sort()).toEqual(options.map(fold).sort());
    const texts = found.limits.map((limit) => limit.text);
    expect(limits.filter((piece) => !texts.some((each) => each.includes(piece)))).toEqual([]);
  });
});
