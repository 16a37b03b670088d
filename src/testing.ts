/** The door for tests: fakes that keep the same laws as the real ones, and the laws. */
export type { Script, ScriptedLine } from "./models/script-file.ts";
export { scriptedModel } from "./models/scripted.ts";
export { type DeskLaw, type DeskUnderTest, deskLaws } from "./ports/desk.laws.ts";
export { type JournalLaw, type JournalUnderTest, journalLaws } from "./ports/journal.laws.ts";
export { type MachineLaw, type MachineSubject, machineLaws, referenceRun } from "./ports/machine-laws.ts";
export { type ModelLaw, type ModelSubject, modelLaws, type Situation, type Staged } from "./ports/model.laws.ts";
export { type PaceLaw, type PaceUnderTest, paceLaws } from "./ports/pace.laws.ts";
export { type PrinterLaw, type PrinterSituation, type PrinterSubject, printerLaws, type StagedPrinter } from "./ports/printer.laws.ts";
export { openMemoryJournal } from "./storage/memory/journal.ts";
