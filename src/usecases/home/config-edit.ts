import { invariant } from "../../core/kernel/invariant.ts";
import type { Json } from "../../core/kernel/json.ts";
import { type JsonMember, type JsonNode, parseJson } from "../../core/kernel/json-source.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { HomeFolder } from "../../ports/home.ts";
import { type ConfigFault, loadConfig, USER_CONFIG } from "./config.ts";
import { namesIn } from "./config-keys.ts";

/** One edit: the value at a path of key names, or undefined to take the key away. Setting makes the groups on the way. */
export type ConfigChange = { readonly path: readonly string[]; readonly value: Json | undefined };

/**
 * Edits the person's settings file. Everything that no change touches keeps its bytes: order, layout, comments, keys in the
 * seed's spelling. A group that a removal empties goes with it. Nothing is written when the file, before or after, is not valid. Returns the text as written.
 */
export const updateUserConfig = (home: HomeFolder, changes: readonly ConfigChange[]): Result<string, ConfigFault> => {
  const file = `${home.root}/${USER_CONFIG}`;
  const before = home.read(USER_CONFIG) ?? "{}\n";
  const valid = loadConfig({ user: { file, text: before } });
  if (!valid.ok) return valid;
  const after = changes.reduce((text, change) => withoutEmptyGroup(editText(text, change), change), before);
  const checked = loadConfig({ user: { file, text: after } });
  if (!checked.ok) return fail(checked.fault);
  if (after !== home.read(USER_CONFIG)) home.write(USER_CONFIG, after);
  return ok(after);
};

type ObjectNode = Extract<JsonNode, { kind: "object" }>;

/** Applies one change to the text of a JSON object. Pure. */
export const editText = (text: string, change: ConfigChange): string => {
  let current = text;
  // A key that is set twice is taken away twice: else the first one would count again.
  for (let again = true; again; ) {
    const next = editOnce(current, change);
    again = change.value === undefined && next !== current;
    current = next;
  }
  return current;
};

const editOnce = (text: string, { path, value }: ConfigChange): string => {
  invariant(path.length > 0, "a change of the settings needs a path");
  const parsed = parseJson(text);
  invariant(parsed.ok && parsed.value.kind === "object", "only a valid JSON object is edited");
  const style = styleOf(text, parsed.value);
  let node: ObjectNode = parsed.value;
  for (const [depth, name] of path.entries()) {
    const member = memberOf(node, path.slice(0, depth), name);
    const isLast = depth === path.length - 1;
    if (member === undefined)
      return value === undefined ? text : insert(text, node, depth, [name, nest(path.slice(depth + 1), value)], style);
    if (isLast && value === undefined) return remove(text, node, member);
    if (isLast && value !== undefined)
      return splice(text, member.node.start, member.node.end, render(value, depth, style, isOnOneLine(text, node)));
    invariant(member.node.kind === "object", `expected ${path.slice(0, depth + 1).join(".")} to be an object`);
    node = member.node;
  }
  return text;
};

/** A group that the removal left empty goes too: it sets nothing. Not so a roster: an empty one says that nobody sits. */
const withoutEmptyGroup = (text: string, { path, value }: ConfigChange): string => {
  const group = path.slice(0, -1);
  if (value !== undefined || group.length === 0 || group.join(".") === "team.workers") return text;
  const parsed = parseJson(text);
  let node: JsonNode | undefined = parsed.ok ? parsed.value : undefined;
  for (const [depth, name] of group.entries())
    node = node?.kind === "object" ? memberOf(node, group.slice(0, depth), name)?.node : undefined;
  const isEmpty = node?.kind === "object" && node.members.length === 0;
  return isEmpty ? editOnce(text, { path: group, value: undefined }) : text;
};

/** The member that counts under a name, in any spelling that is read. */
const memberOf = (node: ObjectNode, group: readonly string[], name: string): JsonMember | undefined => {
  const spellings = [name, ...(namesIn(group.join(".")).get(name) ?? [])];
  return node.members.findLast(({ key }) => spellings.includes(key));
};

const nest = (path: readonly string[], value: Json): Json => path.reduceRight((inner: Json, name) => ({ [name]: inner }), value);

type Style = { readonly indent: string; readonly newline: string };

const styleOf = (text: string, root: ObjectNode): Style => {
  const first = root.members[0];
  const lead = first === undefined ? "" : text.slice(root.start + 1, first.start);
  return { indent: /[\r\n]([ \t]+)$/.exec(lead)?.[1] ?? "  ", newline: text.includes("\r\n") ? "\r\n" : "\n" };
};

const isOnOneLine = (text: string, node: ObjectNode): boolean =>
  node.members.length > 0 && !text.slice(node.start, node.members[0]?.start).includes("\n");

const render = (value: Json, depth: number, { indent, newline }: Style, onOneLine: boolean): string =>
  onOneLine ? JSON.stringify(value) : JSON.stringify(value, null, indent).replaceAll("\n", newline + indent.repeat(depth + 1));

const insert = (text: string, node: ObjectNode, depth: number, [key, value]: readonly [string, Json], style: Style): string => {
  const onOneLine = isOnOneLine(text, node);
  const pair = `${JSON.stringify(key)}: ${render(value, depth, style, onOneLine)}`;
  const last = node.members.at(-1);
  const lineStart = style.newline + style.indent.repeat(depth + 1);
  if (last !== undefined) return splice(text, last.node.end, last.node.end, onOneLine ? `, ${pair}` : `,${lineStart}${pair}`);
  return splice(text, node.start + 1, node.end - 1, `${lineStart}${pair}${style.newline}${style.indent.repeat(depth)}`);
};

/** Takes a member away with the one comma that goes with it. */
const remove = (text: string, node: ObjectNode, member: JsonMember): string => {
  const index = node.members.indexOf(member);
  const before = node.members[index - 1];
  if (before !== undefined) return splice(text, before.node.end, member.node.end, "");
  const after = node.members[index + 1];
  return after === undefined ? splice(text, node.start + 1, node.end - 1, "") : splice(text, member.start, after.start, "");
};

const splice = (text: string, start: number, end: number, replacement: string): string =>
  text.slice(0, start) + replacement + text.slice(end);
