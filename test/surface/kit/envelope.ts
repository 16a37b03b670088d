import { expect } from "vitest";
import { failure, success } from "../../../src/wire/envelope.ts";
import { SCHEMAS } from "../../../src/wire/schemas.ts";
import type { Said } from "./moot.ts";

type Success<T> = { readonly schema: string; readonly data: T; readonly warnings: readonly string[]; readonly next: readonly string[] };

/** The success envelope on stdout, checked against the wire: one line, the known schema, data that fits it strictly. */
export const successOf = <T = unknown>({ stdout, stderr }: Said): Success<T> => {
  expect(stdout.endsWith("\n") && stdout.trimEnd().split("\n").length, stderr).toBe(1);
  const envelope = success.parse(JSON.parse(stdout)) as Success<T>;
  const name = envelope.schema.replace(/^moot\/(.*)@\d+$/u, "$1");
  const schema = SCHEMAS[name];
  expect(schema, `wire schema ${name}`).toBeDefined();
  schema?.parse(envelope.data);
  return envelope;
};

/** The error of the failure envelope on stdout. */
export const failureOf = ({ stdout }: Said): { readonly code: string; readonly message: string; readonly hint: string } =>
  (failure.parse(JSON.parse(stdout)) as { error: { code: string; message: string; hint: string } }).error;
