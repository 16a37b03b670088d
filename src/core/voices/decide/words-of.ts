import type { Language } from "../types.ts";
import type { DecisionWords } from "./words.ts";
import { germanDecision } from "./words-de.ts";
import { englishDecision } from "./words-en.ts";

/** The words of a language; French and Spanish briefings get English ones. */
export const decisionWords = (language: Language | undefined): DecisionWords => (language === "de" ? germanDecision : englishDecision);
