import { expect, it } from "vitest";
import { freeze } from "../kit/frozen.ts";
import { failureOf, successOf } from "./kit/envelope.ts";
import { makePlace, moot } from "./kit/moot.ts";

it("a home that cannot be written can be looked at like any other; what would change it says so", { timeout: 60_000 }, async () => {
  const place = makePlace();
  await moot(place, ["roundtable", "--sample", "--quiet"]);
  await moot(place, ["fork", "latest", "--at", "41"]);
  const { id } = successOf<readonly { id: string }[]>(await moot(place, ["runs", "--json"])).data[1] as { id: string };
  const looks = [
    ["runs"],
    ["show"],
    ["show", "--transcript"],
    ["why", "latest"],
    ["roundtable", "transcript", "latest"],
    ["sparks", "balances"],
    ["journal", "verify"],
  ];
  const before = await Promise.all(looks.map((args) => moot(place, args)));
  expect(before.map(({ code }) => code)).toEqual(looks.map(() => 0));
  if (!freeze(place.home)) return;
  expect(await Promise.all(looks.map((args) => moot(place, args)))).toEqual(before);
  expect((await moot(place, ["watch", id, "--json"])).code).toBe(0);
  for (const args of [
    ["pause", "latest"],
    ["resume", "latest"],
    ["fork", "latest", "--at", "41"],
  ])
    expect(failureOf(await moot(place, [...args, "--json"])), args.join(" ")).toMatchObject({ code: "HOME_READ_ONLY" });
  expect(failureOf(await moot(place, ["roundtable", "--sample", "--json"]))).toMatchObject({ code: "HOME_UNWRITABLE" });
  const doctor = await moot(place, ["doctor"]);
  expect([doctor.code, doctor.stdout.replace(/\s+/gu, " ")]).toEqual([
    1,
    expect.stringContaining("the home can be read and not written; 2 runs"),
  ]);
});
