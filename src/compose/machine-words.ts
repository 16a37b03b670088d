import { homedir, hostname, tmpdir, userInfo } from "node:os";
import type { MachineWord } from "../core/trace/redaction.ts";

/** What names this machine and who works at it: paths of home and project, the account, the host. Nothing of it is exported. */
export const machineWords = (home: string, root: string): readonly MachineWord[] => [
  { kind: "path", text: home, mark: "[moot-home]" },
  { kind: "path", text: root, mark: "[project]" },
  { kind: "path", text: homedir(), mark: "[home]" },
  { kind: "path", text: tmpdir(), mark: "[tmp]" },
  { kind: "name", text: hostname(), mark: "[host]" },
  ...account().map((text): MachineWord => ({ kind: "name", text, mark: "[user]" })),
];

/** An account without a name is possible in a container. */
const account = (): readonly string[] => {
  try {
    return [userInfo().username];
  } catch {
    return [];
  }
};
