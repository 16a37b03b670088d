/**
 * `npm test`: the checks with the unit tests, then the tests that run the built program. The last line is
 * `N passed, N failed`, over both. Exits 1 when a check or a test failed, or when no test ran.
 */
import { checks } from "./check.mjs";
import { runSteps } from "./steps.mjs";
import { countTests, forgetReport, vitest } from "./vitest-run.mjs";

const projects = ["unit", "whole"];
projects.forEach(forgetReport);

const failedChecks = await runSteps(checks, 2);
// By itself: it measures times and kills processes, and vitest uses both cores.
const failedWhole = failedChecks.includes("build")
  ? ["whole tests"]
  : await runSteps([{ name: "whole tests", command: vitest("whole") }], 1);

const counts = projects.map(countTests);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.exitCode = failedChecks.length + failedWhole.length + failed > 0 || passed === 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
