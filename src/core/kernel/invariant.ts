/** A broken invariant: a bug in Moot, never bad input. */
export class Bug extends Error {
  override readonly name = "Bug";
}

/** Throws `Bug` unless `condition` holds. `message` says what was expected and on which value. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** Marks a branch the compiler proves unreachable; throws `Bug` should data from an older version reach it. */
export const unreachable = (value: never, where: string): never => {
  throw new Bug(`${where}: unexpected ${JSON.stringify(value)}`);
};
