import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const options = (text: string): readonly string[] => analyse([{ file: "briefing.md", sha256: text, text }]).options.map(({ name }) => name);

describe("candidates that stand as blocks of their own", () => {
  test("are the items below a question for one of several that state amounts of one kind", () => {
    expect(options("Which kettle do we take?\n\n- Aldo: £40\n- Brim: £55\n- Cove: £38\n")).toEqual(["Aldo", "Brim", "Cove"]);
  });

  test("are the items that a lead-in counts", () => {
    expect(
      options("Who mows the green?\n\nThree came to see it:\n\n1. Aldo, £40 a month\n2. Brim, £55 a month\n3. Cove, £38 a month\n"),
    ).toEqual(["Aldo", "Brim", "Cove"]);
  });

  test("are paragraphs that open with a marked name, under the heading that asks", () => {
    expect(
      options(
        "# Minutes\n\n## Fair\n\nIt rained.\n\n## Who runs the club?\n\nTwo applied.\n\n**Aldo** takes £40 a month.\n\n**Brim** takes £55 a month.\n",
      ),
    ).toEqual(["Aldo", "Brim"]);
  });

  test("are found in other languages", () => {
    expect(
      options("Wir brauchen einen Bus, wie kommen wir daran?\n\nMöglich sind\n* Kauf: 900 € im Monat\n* Leasing: 300 € im Monat\n"),
    ).toEqual(["Kauf", "Leasing"]);
    expect(options("¿Qué turno abrimos?\n\nProbamos los dos:\n\n- sábado (4 voluntarios)\n- viernes (2 voluntarios)\n")).toEqual([
      "sábado",
      "viernes",
    ]);
  });
});

describe("no candidates are", () => {
  test.each([
    ["bounds", "Which kettle do we take?\n\n- at most £40\n- no heavier than 2 kg\n- at least 1 litre\n"],
    ["tasks that state nothing alike", "Which kettle do we take?\n\n- call the shop\n- measure the shelf\n- ask Mira\n"],
    ["a list far from any question", "# Stock\n\n- Aldo\n- Brim\n"],
    ["questions", "Which kettle do we take?\n\n- Who pays £40?\n- Who pays £50?\n"],
  ])("%s", (_, text) => {
    expect(options(text)).toEqual([]);
  });
});
