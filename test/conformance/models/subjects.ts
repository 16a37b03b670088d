import type { ModelSubject } from "../../../src/ports/model.laws.ts";
import { api } from "./api.ts";
import { offline } from "./offline.ts";

/** Every backend with the world it is tested in: a file beside this one each. */
export const subjects: readonly ModelSubject[] = [offline, ...api];
