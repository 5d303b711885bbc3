import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guestStyle } from "./build.mjs";
import { bin, quietly, say, since } from "./say.mjs";

/** Counts of what was proved; a tool without tests of its own counts as one. */
export const tally = (passed = 0, failed = 0, skipped = 0) => ({ passed, failed, skipped });
export const sum = (tallies) =>
  tallies.reduce((all, one) => tally(all.passed + one.passed, all.failed + one.failed, all.skipped + one.skipped), tally());

function told(name, start, counts, output) {
  const failed = counts.failed > 0;
  const tests = counts.passed + counts.failed > 1 ? `, ${counts.passed} passed${failed ? `, ${counts.failed} failed` : ""}` : "";
  say(`${failed ? "✗" : "✓"} ${name} (${since(start)}${tests})`);
  if (failed) say(output);
  return counts;
}

async function tool(name, args) {
  const start = Date.now();
  const { code, output } = await quietly(process.execPath, args);
  return told(name, start, code === 0 ? tally(1) : tally(0, 1), output);
}

async function tests(name, projects) {
  const start = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "enlace-unit-"));
  const report = join(folder, "report.json");
  const chosen = projects.map((project) => `--project=${project}`);
  const args = [bin.vitest, "run", ...chosen, "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output } = await quietly(process.execPath, args, { NODE_ENV: "test" });
  const counts = counted(report);
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return told(name, start, counts, output);
}

function counted(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    return tally(numPassedTests, numFailedTests, numPendingTests);
  } catch {
    return tally();
  }
}

/** Tests that start processes and servers of their own and wait for them: too slow to be asked before each commit. */
export const processes = () => tests("processes", ["processes"]);

/** Everything that needs no browser and no process beside it: types, lint and format, dead code, architecture, catalogues, units. */
export async function check() {
  await guestStyle();
  const types = await tool("route types", [bin.next, "typegen"]);
  return sum([
    types,
    ...(await Promise.all([
      tool("types", [bin.tsc, "--noEmit"]),
      tool("lint and format", [bin.biome, "check", "--error-on-warnings", "."]),
      tool("dead code", [bin.knip, "--no-progress"]),
      tests("units, architecture, catalogues", ["units", "alone"]),
    ])),
  ]);
}
