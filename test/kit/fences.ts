/** A prompt cut at its boundary: what stands outside of fences, and the texts inside with their labels. */
export type Fenced = { readonly outside: string; readonly inside: readonly { readonly label: string; readonly text: string }[] };

const BOUNDARY = /~{3,}[0-9a-f]{8}/gu;

/**
 * Reads a prompt as its reader is told to: everything between lines that start with the boundary is material. Throws when a
 * fence is open at the end, when a second boundary stands anywhere, or when the boundary stands inside a line of material.
 */
export const readFences = (prompt: string): Fenced => {
  const [fence, ...others] = new Set(prompt.match(BOUNDARY) ?? []);
  if (fence === undefined) return { outside: prompt, inside: [] };
  if (others.length > 0) throw new Error(`a second boundary stands in the prompt: ${others.join(", ")}`);
  const outside: string[] = [];
  const inside: { label: string; lines: string[] }[] = [];
  let open: { label: string; lines: string[] } | undefined;
  for (const line of prompt.split("\n")) {
    if (open === undefined && line.startsWith(`${fence} `)) {
      open = { label: line.slice(fence.length + 1), lines: [] };
      inside.push(open);
    } else if (open !== undefined && line === fence) open = undefined;
    else if (open === undefined) outside.push(line);
    else if (line.includes(fence)) throw new Error(`the boundary stands inside material: ${line}`);
    else open.lines.push(line);
  }
  if (open !== undefined) throw new Error(`a fence is never closed: ${open.label}`);
  return { outside: outside.join("\n"), inside: inside.map(({ label, lines }) => ({ label, text: lines.join("\n") })) };
};
