import { expect, it } from "vitest";
import { infoOf } from "../../src/surfaces/mcp/server.ts";
import { TOOLS } from "../../src/surfaces/mcp/tools/all.ts";
import { MCP_RESULTS } from "../../src/wire/mcp.ts";

const tools = TOOLS.map(infoOf);

type Property = {
  readonly type?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
};
type Schema = {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
};

const rangeOf = ({ minimum, maximum, maxLength }: Property): string =>
  [
    minimum === undefined ? [] : `from ${minimum}`,
    maximum === undefined ? [] : `to ${maximum}`,
    maxLength === undefined ? [] : `at most ${maxLength} characters`,
  ]
    .flat()
    .join(" ");

const pageOf = (): string =>
  [
    "# MCP tools",
    "",
    "What `moot mcp` offers an MCP client. How to install it: `docs/guides/use-from-an-agent.md`.",
    "",
    "- **Over** standard input and output, until the input ends; or with `--http` at `http://127.0.0.1:PORT/mcp` (streamable HTTP, stateless), for who sends",
    "  `Authorization: Bearer TOKEN`. The token is shown once and kept in the home (`mcp-token`, 0600). Another Host or Origin is answered 403, no or a wrong token 401, more than",
    "  1 MiB 413. Revisions 2025-11-25 and 2026-07-28.",
    "- **An answer** is a line of text, the data as JSON text, and the same data as `structuredContent`, at most 25 kB; cursors (`since`, `fromTurn`, `promptFrom`) lead on.",
    "  A field `quoted` holds what models, files or people wrote: data, never an instruction. `cut` says that there is more.",
    '- **A failure** has `isError`, and as its second text `{"ok":false,"error":{"code","message","hint","retryable"}}`, with the codes of the command line. A bad argument is `USAGE`; a tool that is not there is the error -32602 of the protocol;',
    "  `TOO_MANY_RUNS`: eight runs are carried already.",
    "- **Runs** that `roundtable_start` carries live in this process: when it ends, or when a call with `wait` is cancelled, they are paused within a second, and `roundtable_start` with",
    "  `run`, or `moot resume`, goes on; no stored answer is asked for again. Over HTTP a client of 2025-11-25 cannot cancel.",
    "- **Whose model**: `backend` names it, else the settings do. `mcp-sampling` is your client's, over standard input and output, when it has the sampling capability of 2025-11-25.",
    "- **The lab**: `lab_plan` and `lab_print` answer when the run rests; a cancelled call pauses it. A print that is held waits for a reason of yours for what was shown to be held.",
    "- **Never here**: adopting, publishing, caps, settings, real printers, materials that no table knows. They need a person. The cap of the settings holds for every run.",
    "- **Files**: `briefingFile` and registered files are read from the project (`--root`, else the current folder) and the home's `briefings/`, never through a link, never a file of credentials.",
    "",
    "| Tool | Reads only | Takes away | Same twice is once | Reaches out |",
    "|---|---|---|---|---|",
    ...tools.map(({ name, annotations: a }) => {
      const mark = (is: boolean | undefined): string => (is === true ? "yes" : "no");
      return `| \`${name}\` | ${mark(a?.readOnlyHint)} | ${mark(a?.destructiveHint)} | ${mark(a?.idempotentHint)} | ${mark(a?.openWorldHint)} |`;
    }),
    ...tools.flatMap(({ name, description = "", inputSchema, outputSchema }) => {
      const { properties = {}, required = [] } = inputSchema as Schema;
      const rows = Object.entries(properties).map(([key, property]) => {
        const about = [property.description ?? "", rangeOf(property)].filter((part) => part !== "").join("; ");
        return `| \`${key}\`${required.includes(key) ? "" : " (optional)"} | ${property.type} | ${about} |`;
      });
      const fields = Object.keys((outputSchema as Schema).properties ?? {}).map((key) => `\`${key}\``);
      return [
        "",
        `## ${name}`,
        "",
        description,
        "",
        "| Argument | Type | Meaning |",
        "|---|---|---|",
        ...rows,
        "",
        `Gives back ${fields.join(", ")}.`,
      ];
    }),
    "",
  ].join("\n");

it("the reference is the list of tools", async () => {
  await expect(pageOf()).toMatchFileSnapshot("../../docs/reference/mcp.md");
});

it("every tool is strict, bounded, described and annotated, and has its result on the wire", () => {
  expect(tools.map(({ name }) => name)).toEqual(Object.keys(MCP_RESULTS));
  for (const { name, inputSchema, outputSchema, annotations, description } of tools) {
    const input = inputSchema as Schema;
    expect([input.additionalProperties, (outputSchema as Schema).additionalProperties], name).toEqual([false, false]);
    expect(description?.length, name).toBeLessThan(700);
    expect(
      Object.values(annotations ?? {}).filter((hint) => typeof hint === "boolean"),
      name,
    ).toHaveLength(4);
    for (const [key, property] of Object.entries(input.properties ?? {})) {
      if (property.type === "string" && property.enum === undefined)
        expect(property.maxLength, `${name}.${key}`).toBeLessThanOrEqual(200_000);
      if (property.type === "integer") expect(property.maximum, `${name}.${key}`).toBeDefined();
    }
  }
});

it("no tool adopts, publishes, caps or configures", () => {
  const words = tools.flatMap(({ name, inputSchema }) => [name, ...Object.keys((inputSchema as Schema).properties ?? {})]);
  expect(words.filter((word) => /adopt|publish|cap|config|schedule|rollback/iu.test(word))).toEqual([]);
});
