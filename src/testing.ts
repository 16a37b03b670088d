/** The door for tests: fakes that keep the same laws as the real ones, and the laws. */
export { type Script, type ScriptedLine, scriptedModel } from "./models/scripted.ts";
export { type DeskLaw, type DeskUnderTest, deskLaws } from "./ports/desk.laws.ts";
export { type JournalLaw, type JournalUnderTest, journalLaws } from "./ports/journal.laws.ts";
export { type MachineLaw, type MachineSubject, machineLaws, referenceRun } from "./ports/machine-laws.ts";
export { openMemoryJournal } from "./storage/memory/journal.ts";
