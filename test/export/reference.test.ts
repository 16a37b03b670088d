import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { columnsText } from "../../src/core/trace/card.ts";
import { NO_MATERIAL, tablesOf } from "../../src/core/trace/tables/all.ts";

const page = readFileSync("docs/reference/datasets.md", "utf8");

it.each(tablesOf(NO_MATERIAL).map((table) => [table.name, table] as const))(
  "the reference page has %s as it is declared",
  (name, table) => {
    expect(page).toContain(`### ${table.title} (\`${name}\`)\n\n${table.row}\n\n${columnsText(table)}\n`);
  },
);
