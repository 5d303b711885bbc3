import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tally } from "./check.mjs";
import { bin, inFront, say, since } from "./say.mjs";

/** Runs the browser journeys against the built server. */
export async function journeys(chromium) {
  const start = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "enlace-journeys-"));
  const report = join(folder, "report.json");
  const code = await inFront([bin.playwright, "test", "--reporter=list,json"], {
    ...(chromium ? { CHROMIUM: chromium } : {}),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    NODE_ENV: "test",
  });
  const counts = counted(report);
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  say(
    `${counts.failed ? "✗" : "✓"} journeys (${since(start)}, ${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ""})`,
  );
  return counts;
}

function counted(report) {
  try {
    const { expected, unexpected, skipped, flaky } = JSON.parse(readFileSync(report, "utf8")).stats;
    return tally(expected + flaky, unexpected, skipped);
  } catch {
    return tally();
  }
}
