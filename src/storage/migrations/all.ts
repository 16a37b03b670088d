import type { Migration } from "../sqlite/migrate.ts";
import { journal } from "./0001-journal.ts";
import { desk } from "./0002-desk.ts";
import { money } from "./0003-money.ts";
import { seals } from "./0004-seals.ts";

/** Every step of the schema, in order. Add at the end; never change one that was released. */
export const migrations: readonly Migration[] = [journal, desk, money, seals];
