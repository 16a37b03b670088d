const regular = /^\p{Ll}{2,}(?:ed|en)$/u;
const irregular = new Set(
  "left kept sold sent built rebuilt put cut let bought made done shut held moved lent spent found taught brought".split(" "),
);

/** Whether a lower-case English word reads as a past participle ("repaired", "taken", "left"); alone it names no option. */
export const isParticiple = (word: string): boolean => regular.test(word) || irregular.has(word);
