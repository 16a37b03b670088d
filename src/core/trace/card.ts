import { visible } from "../kernel/text.ts";
import { type CardFacts, type FileFact, frontMatter, type SourceFact } from "./card-facts.ts";
import type { FilledTable } from "./table.ts";
import { yamlOf } from "./yaml.ts";

/**
 * The card of an export as the Hub reads it: YAML front matter, then Markdown. Every figure is counted from the rows, every column
 * comes from its declaration. No text of a run is in it but ids of backends, models and worlds, which are escaped.
 */
export const exportCard = (facts: CardFacts): string => {
  const blocks = [
    `# ${facts.name}`,
    intro(facts),
    ...sourcesOf(facts.sources),
    "## Tables",
    ...facts.tables.flatMap(({ table, parquet, jsonl }) =>
      tableOf(table, `\`${parquet.path}\`, the same rows as JSON Lines in \`${jsonl.path}\``),
    ),
    ...emptyOf(facts.empty),
    ...tracesOf(facts),
    "## Limits",
    limitsOf(facts),
    "## Redaction",
    redactionOf(facts.redactions),
    "## Licence",
    licenceOf(facts.license),
    "## Citation",
    citationOf(facts),
    "## Checksums",
    checksumsOf([...facts.tables.flatMap(({ parquet, jsonl }) => [parquet, jsonl]), ...facts.traces]),
  ];
  return `---\n${yamlOf(frontMatter(facts))}---\n${blocks.join("\n\n")}\n`;
};

const intro = ({ tables, traces, generator, sources }: CardFacts): string => {
  const counts = tables.map(({ table }) => `${table.rows.length} ${table.title.toLowerCase()}`).join(", ");
  const what =
    sources.length === 0
      ? "What prints taught"
      : "Turn by turn, how a team argues, is bounded, doubted and graded, with the numbers behind its words";
  return `${what}: ${counts}${traces.length === 0 ? "" : ` and ${traces.length} session traces`}.

Made by \`moot export\` of ${generator}. The same runs and the same version write the same bytes. Moot uploads nothing by itself: this
set leaves a machine by \`moot publish\`, which asks a person. The integrity rule of every session: who proposes never grades the work.`;
};

const sourcesOf = (sources: readonly SourceFact[]): readonly string[] =>
  sources.length === 0 ? [] : ["## Who spoke, and which world printed", sourceTable(sources)];

const sourceTable = (sources: readonly SourceFact[]): string =>
  tableText(
    ["sessions", "kind", "origin", "backend", "model", "world", "outcomes"],
    sources.map((each) => [
      String(each.sessions),
      each.kind,
      each.origin,
      each.backends,
      each.models ?? (each.backends === "offline" ? "none: deterministic voices" : "none"),
      each.world ?? "–",
      each.validation === null ? "nothing simulated" : `simulated, ${each.validation}`,
    ]),
  );

const tableOf = (table: FilledTable, where: string): readonly string[] => [
  `### ${table.title} (\`${table.name}\`)`,
  `${table.row} ${table.rows.length} rows in ${where}.`,
  columnsText(table),
];

/** The schema of a table as Markdown, one row a column. */
export const columnsText = ({ columns }: Pick<FilledTable, "columns">): string =>
  tableText(
    ["column", "type", "null", "what it is", "from"],
    columns.map(({ name, type, isNullable, about, from }) => [`\`${name}\``, type, isNullable ? "may be" : "never", about, from]),
    true,
  );

const emptyOf = (empty: readonly FilledTable[]): readonly string[] =>
  empty.length === 0
    ? []
    : [
        "### Tables without rows",
        `Declared, not shipped, because nothing of them was exported: ${empty.map(({ name }) => `\`${name}\``).join(", ")}. Their columns are in Moot's reference of data sets.`,
      ];

const tracesOf = ({ traces }: CardFacts): readonly string[] =>
  traces.length === 0
    ? []
    : [
        "## Session traces",
        `\`traces/\` holds every session once more in the Session Trace Simple Format, one file a session (config \`traces\`). What was asked stands as the user, those who speak as the assistant behind their names, code (bounds, world, look-ups) as tool calls with results. The \`datasets\` library reads the raw lines with \`load_dataset(…, "traces", parse_agent_traces=False)\`.`,
      ];

const limitsOf = ({ sources }: CardFacts): string => {
  const offline = sources.some(({ backends }) => backends.split(", ").includes("offline"));
  const lines = [
    ...(sources.some(({ validation }) => validation !== null)
      ? [
          "Outcomes of prints are simulated. `validation` says how far they were held against real prints; **unvalidated** means: not at all.",
        ]
      : []),
    ...(offline
      ? [
          "Rows of backend `offline` come from deterministic rules, not from a language model, and repeat themselves. The operator of a live session is a person, and so is a seat of backend `external`.",
        ]
      : []),
    ...(sources.some(({ origin }) => origin === "static")
      ? [
          "In rows of origin `static`, `ts` is a counter of 7 s steps from a fixed date, not a measured time, and the acknowledgement of the operator is written by the export.",
        ]
      : []),
    ...(sources.length === 0
      ? ["Lessons of source `seed` were written for the program; no print of a reader stands behind them."]
      : ["Marks and awards are the judge's; no person checked them for this set."]),
    "What is here is little and chosen, not sampled: it says nothing of how often anything happens.",
  ];
  return lines.map((line) => `- ${line}`).join("\n");
};

const redactionOf = (redactions: Readonly<Record<string, number>>): string => {
  const found = Object.entries(redactions);
  const what = found.length === 0 ? "Nothing was found." : `Taken out: ${found.map(([rule, count]) => `${rule} ${count}`).join(", ")}.`;
  return `Every text passed a scanner for secrets and for what names the machine before it was written. ${what} Counts by rule and field are in \`redactions.json\`. A scanner knows forms of secrets, not what is private: whoever publishes has to read.`;
};

const licenceOf = (license: string): string =>
  license === "unknown"
    ? "Whoever exported this has not chosen a licence. Without one, nobody may use it."
    : `\`${license}\`, as in the front matter.`;

const citationOf = ({ name, generator, tables }: CardFacts): string => {
  const [software = "", version = ""] = generator.split(" ");
  return `\`\`\`bibtex
@misc{${software}-traces,
  title = {${name}},
  note = {${tables[0]?.table.rows.length ?? 0} ${tables[0]?.table.name ?? "rows"}, written by ${software} ${version}},
}
\`\`\``;
};

const checksumsOf = (files: readonly FileFact[]): string =>
  tableText(
    ["file", "bytes", "SHA-256"],
    files.map(({ path, bytes, sha256 }) => [`\`${path}\``, String(bytes), `\`${sha256}\``]),
    true,
  );

const tableText = (head: readonly string[], rows: readonly (readonly string[])[], isOurs = false): string =>
  [head, head.map(() => "---"), ...rows.map((row) => (isOurs ? row : row.map(cellText)))].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** A text of somebody as one cell: a line, nothing of it markup. */
const cellText = (text: string): string =>
  visible(text)
    .replace(/\s+/gu, " ")
    .replace(/[\\`*_{}[\]()#<>|!&~$:@]/gu, "\\$&");
