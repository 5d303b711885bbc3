import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayOf } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { acts } from "./acts";
import { type Filled, fill } from "./fill";
import { type Figures, measure } from "./measure";
import { startServer } from "./server";

const SMALL = 100;
const LARGE = 10_000;

type Run = { startMs: number; restMb: number; loadedMb: number; figures: Map<string, Figures> };

async function runOn(count: number): Promise<Run> {
  const dir = mkdtempSync(join(tmpdir(), "enlace-bench-"));
  process.env.DATA_DIR = dir;
  try {
    console.log(`Filling ${count} briefings with ${count * 25} invitations…`);
    const filled: Filled = fill(join(dir, "enlace.db"), count, dayOf(Date.now(), "America/Panama"));
    const server = await startServer(dir, filled.sessionId);
    try {
      await fetch(server.url + paths.signIn());
      await new Promise((r) => setTimeout(r, 3000));
      const restMb = server.rssMb();
      const figures = new Map<string, Figures>();
      for (const act of await acts(server, filled)) figures.set(act.name, await measure(server, act));
      return { startMs: server.startMs, restMb, loadedMb: server.rssMb(), figures };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const number = (value: number, digits = 1): string => value.toFixed(digits).padStart(8);

const small = await runOn(SMALL);
const large = await runOn(LARGE);
console.log(`\n${"page or act".padEnd(34)}${["CPU ms", "p50 ms", "p99 ms", "bytes", "growth"].map((h) => h.padStart(8)).join("")}`);
for (const [name, figures] of large.figures) {
  const before = small.figures.get(name)?.cpuMs ?? Number.NaN;
  console.log(
    `${name.padEnd(34)}${number(figures.cpuMs)}${number(figures.p50)}${number(figures.p99)}${number(figures.bytes, 0)}${number(figures.cpuMs / before, 2)}`,
  );
}
console.log(
  `\nStart until the first answer: ${large.startMs.toFixed(0)} ms. At rest: ${large.restMb.toFixed(0)} MB; after the load: ${large.loadedMb.toFixed(0)} MB.`,
);
