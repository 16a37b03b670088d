import { describe, expect, it } from "vitest";
import { registry } from "../../src/models/_registry.ts";
import { modelLaws } from "../../src/ports/model.laws.ts";
import { subjects } from "./models/subjects.ts";

describe("the registry of backends", () => {
  it("has a subject for every entry, and no id or alias twice", () => {
    expect(subjects.map(({ entry }) => entry.id).sort()).toEqual(registry.map(({ id }) => id).sort());
    const names = registry.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

for (const subject of subjects) {
  describe(`the backend ${subject.entry.id}`, () => {
    for (const law of modelLaws) {
      const reason = law.needs === undefined ? undefined : subject.lacks[law.needs];
      if (reason === undefined) it(law.name, () => law.check(subject));
    }
  });
}
