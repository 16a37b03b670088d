import type { ModelSubject } from "../../../src/ports/model.laws.ts";
import { claudeCode, codex } from "./agents.ts";
import { api } from "./api.ts";
import { cassette } from "./cassette.ts";
import { handoff } from "./handoff.ts";
import { mcpSampling } from "./mcp-sampling.ts";
import { offline } from "./offline.ts";
import { scripted } from "./scripted.ts";

/** Every backend with the world it is tested in: a file beside this one each. */
export const subjects: readonly ModelSubject[] = [...api, cassette, claudeCode, codex, handoff, mcpSampling, offline, scripted];
