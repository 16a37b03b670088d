/** How vitest is run for one project, and what its JSON report says. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.mjs";

const reportOf = (project) => join(root, "node_modules", ".cache", "moot", `vitest-${project}.json`);

/** The command that runs the tests of `project`, talks on stdout and leaves a JSON report. */
export function vitest(project) {
  const program = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportOf(project)}`];
  return [process.execPath, program, "run", "--project", project, "--passWithNoTests", ...reporters];
}

/** Forgets the report of an earlier run, so that a run that dies cannot pass with it. */
export function forgetReport(project) {
  rmSync(reportOf(project), { force: true });
}

/**
 * The tests that passed and failed. A file that could not be loaded counts as one failure, and so does a run that left no
 * report. Skipped tests are in neither number.
 */
export function countTests(project) {
  try {
    const report = JSON.parse(readFileSync(reportOf(project), "utf8"));
    const brokenFiles = report.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
