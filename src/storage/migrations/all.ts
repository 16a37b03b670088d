import type { Migration } from "../sqlite/migrate.ts";
import { journal } from "./0001-journal.ts";
import { desk } from "./0002-desk.ts";

/** Every step of the schema, in order. Add at the end; never change one that was released. */
export const migrations: readonly Migration[] = [journal, desk];
