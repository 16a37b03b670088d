import { expect, test } from "vitest";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language } from "../types.ts";
import { scaleIn } from "./scales.ts";

const direction = (language: Language, text: string): 1 | -1 | undefined => scaleIn(text, lexiconOf(language))?.direction;

test.each<readonly [Language, string, 1 | -1]>([
  ["en", "Marks run from 1 (bad) to 5 (very good).", 1],
  ["en", "Everyone gave a mark, 1 = best, 6 = worst.", -1],
  ["en", "They rated it from 1 to 10, where 10 is excellent.", 1],
  ["de", "Noten von 1 (schlecht) bis 5 (sehr gut)", 1],
  ["de", "Alle haben Schulnoten gegeben (1 = sehr gut, 6 = ungenügend).", -1],
  ["de", "Von 1 bis 5 Sternen (fünf Sterne sind das Beste).", 1],
  ["fr", "Notes de 1 (mauvais) à 5 (excellent).", 1],
  ["es", "Notas de 1 (malo) a 5 (muy bueno).", 1],
])("%s: a scale goes the way that its ends say: %s", (language, text, expected) => {
  expect(direction(language, text)).toBe(expected);
});

test("a scale whose ends nobody explains, and numbers that are none, have no direction", () => {
  expect(direction("en", "Marks run from 1 to 5.")).toBeUndefined();
  expect(direction("en", "Room 5 is good enough, and 3 pupils are late.")).toBeUndefined();
});
