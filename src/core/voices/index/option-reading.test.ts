import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const optionsOf = (text: string): readonly string[] =>
  analyse([{ file: "briefing.md", sha256: text, text: `${text}\n` }]).options.map((option) => option.name);

const cdn = "Which CDN should we use?\n\n| CDN | Price EUR | p95 ms |\n|---|---|---|\n| Alba | 200 | 40 |\n| Borea | 150 | 60 |";

describe("options are read from the shapes in which people offer them", () => {
  test.each<[string, string[]]>([
    ["Should the choir's concert be in the town hall or in the church?", ["town hall", "church"]],
    ["Should the van or the minibus be sold?", ["van", "minibus"]],
    [
      "Should the club keep its own minibus, or should it rent one when it needs one?",
      ["keep its own minibus", "rent one when it needs one"],
    ],
    ["Do we go with Kestrel? Or stay with Merlin?", ["go with Kestrel", "stay with Merlin"]],
    ["Options: A) buy a van, B) lease a van, C) use couriers. We deliver 40 parcels a day.", ["buy a van", "lease a van", "use couriers"]],
    ["Which way? (1) buy a van, (2) lease a van or (3) use couriers.", ["buy a van", "lease a van", "use couriers"]],
    ["The candidates: Barn, Loft, Pier. Barn holds 80 people and costs 900 EUR.", ["Barn", "Loft", "Pier"]],
    ["We have quotes from Okla, Brant X and Moro. Which one do we order?", ["Okla", "Brant X", "Moro"]],
    ["Alba, Borea and Celt have applied. Who should get the contract?", ["Alba", "Borea", "Celt"]],
    ["Which supplier do we take? Norvik quotes 12,000 EUR. Selma quotes 14,500 EUR.", ["Norvik", "Selma"]],
    ["We are unsure whether to renew the lease or move to Harbour Road.", ["renew the lease", "move to Harbour Road"]],
    ["What about the server: upgrade RAM, move to SSD, or do nothing?", ["upgrade RAM", "move to SSD", "do nothing"]],
    [cdn, ["Alba", "Borea"]],
    ["Sollen wir im Altbau bleiben oder umziehen?", ["im Altbau bleiben", "umziehen"]],
    ["Soll der Verein das Sommerfest am See oder im Vereinsheim feiern?", ["See", "Vereinsheim"]],
    ["Es geht darum, ob der Kurs dienstags oder donnerstags stattfindet.", ["dienstags", "donnerstags"]],
    ["Ich weiß nicht, ob ich das Auto reparieren lassen oder verkaufen soll.", ["Auto reparieren lassen", "Auto verkaufen"]],
    ["Angebote liegen von Meyer, Schulz und Weber vor. Welches nehmen wir?", ["Meyer", "Schulz", "Weber"]],
    [
      "Bleiben wir in der Halle Süd oder ziehen wir um, in die Halle West oder in die Halle Hafen?",
      ["Halle Süd", "Halle West", "Halle Hafen"],
    ],
    ["Nehmen wir Alba oder Borea?", ["Alba", "Borea"]],
    ["Bleiben wir im Altbau oder kaufen wir ein Haus?", ["im Altbau bleiben", "Haus kaufen"]],
    ["Bewerber sind Anna Krug, Tom Beil und Ina Roth. Wen stellen wir ein?", ["Anna Krug", "Tom Beil", "Ina Roth"]],
    [
      "Es gibt drei Möglichkeiten: das Dach flicken, das Dach neu decken oder das Haus verkaufen.",
      ["Dach flicken", "Dach neu decken", "Haus verkaufen"],
    ],
    ["Vorschläge: 1. Radweg links, 2. Radweg rechts, 3. kein Radweg.", ["Radweg links", "Radweg rechts", "kein Radweg"]],
    [
      "Nous devons choisir si nous restons dans le bâtiment actuel ou si nous déménageons à Lyon.",
      ["restons dans le bâtiment actuel", "déménageons à Lyon"],
    ],
    ["No sabemos si renovar el contrato con Iberlux o cambiar a Solana.", ["renovar el contrato con Iberlux", "cambiar a Solana"]],
  ])("%s", (text, expected) => {
    expect(optionsOf(text)).toEqual(expected);
  });
});

describe("no option is made of prose that offers none", () => {
  test.each([
    "The wifi is slow. Guests can either use the cable or go home. Should we do something about it?",
    "# Newsletter\n\nWe send it on Tuesdays or Wednesdays. What should we write about next?",
    "Steps to take: 1) call the bank, 2) sign the form, 3) wait. The account is blocked.",
    "# Which tool?\n\nOur rules: (a) it must cost less than 100 EUR, (b) it must run on Linux.",
    "Der Vorstand trifft sich montags oder dienstags. Die Mitglieder können bar oder mit Karte zahlen. Wir haben 120 Mitglieder.",
    "Anna said the train or the bus would be fine. Ben wondered whether it rained. If we lose the contract or the staff, we close.",
    "# How do we get more members?\n\nHolz kostet 300 EUR. Papier kostet 100 EUR.",
    "Should we buy? Prices rise. We do not know whether to buy.",
    "Some want roses, others want vegetables. We would like an opinion on what to plant.",
  ])("%s", (text) => {
    expect(optionsOf(text)).toEqual([]);
  });

  test("and a choice of something else does not answer a yes-no question", () => {
    expect(optionsOf("# Should we replace the boiler?\n\nWe can pay by card or by invoice. The boiler is old.")).toEqual([
      "replace the boiler",
      "do not replace the boiler",
    ]);
  });
});

describe("which of several choices, and whose", () => {
  test("a lead that counts its names offers them; a sign inside a name joins nothing", () => {
    expect(optionsOf("Two have answered: Lemon & Thyme and Casa Blu. Who gets it?")).toEqual(["Lemon & Thyme", "Casa Blu"]);
    expect(optionsOf("Three have answered: Lemon & Thyme and Casa Blu. Nobody else did.")).toEqual([]);
  });

  test("a title gives way to the choice that the text speaks of", () => {
    expect(
      optionsOf(
        "# Fahrrad oder Bahn?\n\nSoll ich ein E-Bike kaufen oder ein Jobticket nehmen? Das E-Bike kostet 2.400 EUR, das Jobticket 49 EUR.",
      ),
    ).toEqual(["E-Bike kaufen", "Jobticket nehmen"]);
    expect(
      optionsOf("# E-Bike oder Jobticket?\n\nSoll ich bar oder mit Karte zahlen? Das E-Bike kostet 2.400 EUR, das Jobticket 49 EUR."),
    ).toEqual(["E-Bike", "Jobticket"]);
  });

  test("an adverb belongs to its own verb, a French noun is no verb", () => {
    expect(optionsOf("Wir überlegen, ob wir den Kiosk weiter selbst betreiben oder verpachten.")).toEqual([
      "Kiosk weiter selbst betreiben",
      "Kiosk verpachten",
    ]);
    expect(optionsOf("On hésite entre le train et la voiture pour la sortie.")).toEqual(["train", "voiture"]);
  });

  test("“move from A to B” gives A and B as other names of no and yes", () => {
    const evidence = analyse([
      {
        file: "briefing.md",
        sha256: "x",
        text: "# Should we move our newsletter from Pidgeon to Larkmail?\n\nLarkmail costs 60 EUR a month.\n",
      },
    ]);
    expect(evidence.options.map((option) => option.aliases)).toEqual([["larkmail"], ["pidgeon"]]);
    expect(evidence.sentences.find((sentence) => sentence.text.startsWith("Larkmail"))?.options).toEqual([0]);
  });
});

describe("choices in the passive", () => {
  test.each<[string, string[]]>([
    ["Should the church bell be repaired or replaced by a recording?", ["repaired", "replaced by a recording"]],
    ["Should the fence be painted or left as it is?", ["painted", "left as it is"]],
    ["Should the bell be repaired, replaced by a recording or taken down?", ["repaired", "replaced by a recording", "taken down"]],
  ])("%s", (text, expected) => {
    const { options } = analyse([{ file: "briefing.md", sha256: text, text: `# Bell\n\n${text}\n` }]);
    expect(options.map((option) => option.short)).toEqual(expected);
  });

  test("a name that is no participle is read as before", () => {
    const text = "# Jobs\n\n## Options\n\n- cron in the database\n- a queue with workers\n";
    const { options } = analyse([{ file: "briefing.md", sha256: text, text }]);
    expect(options.map((option) => option.short)).toEqual(["cron in the database", "queue with workers"]);
  });
});

describe("a short name", () => {
  const shorts = (...names: readonly string[]): readonly string[] => {
    const text = `# Which heating do we take?\n\n## Options\n\n${names.map((name) => `- ${name}`).join("\n")}\n`;
    return analyse([{ file: "briefing.md", sha256: text, text }]).options.map(({ short }) => short);
  };

  test("is not the name of a kind that another option also is", () => {
    expect(shorts("Air heat pump", "Heat pump with ground probes")).toEqual(["Air heat pump", "Heat pump with ground probes"]);
  });

  test("is the kind where no other option is of it", () => {
    expect(shorts("Gas condensing boiler", "Heat pump with ground probes")).toEqual(["Gas condensing boiler", "Heat pump"]);
  });
});
