import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { acts } from "./acts";
import { fill } from "./fill";
import { type Act, type Figures, measure, warm } from "./measure";
import { type Server, startServer } from "./server";

const SMALL = 100;
const LARGE = 10_000;
/** Each act is measured so often on both databases in turn: noise of the machine falls on both alike. */
const ROUNDS = 3;

type Bench = { server: Server; acts: Act[]; restMb: number; figures: Figures[][] };

const begun = performance.now();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
/** A bench that has not come to its end by then never will. */
setTimeout(() => process.exit(1), 900_000).unref();
const folders: string[] = [];
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Fills a database, starts a server on it and lets it come to rest. */
async function prepare(count: number): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), "enlace-bench-"));
  folders.push(dir);
  // The links of the database and the server's cookies hang on this folder's secret.
  process.env.DATA_DIR = dir;
  console.log(`Filling ${count.toLocaleString("en")} briefings with ${(count * 25).toLocaleString("en")} invitations…`);
  const filled = fill(join(dir, "enlace.db"), count, Date.now());
  const server = await startServer(dir, filled.sessionId);
  await pause(3000);
  return { server, acts: acts(filled), restMb: server.rssMb(), figures: [] };
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const cell = (value: number, digits = 1): string => value.toFixed(digits).padStart(9);

function row(name: string, large: Figures[], small: Figures[]): string {
  const of = (figures: Figures[], field: keyof Figures) => middle(figures.map((f) => f[field]));
  const growth = of(large, "cpuMs") / of(small, "cpuMs");
  return `${name.padEnd(26)}${cell(of(large, "cpuMs"))}${cell(of(large, "p50"))}${cell(of(large, "p99"))}${cell(of(large, "bytes"), 0)}${cell(of(small, "cpuMs"))}${cell(growth, 2)}`;
}

const benches: Bench[] = [];
try {
  for (const count of [SMALL, LARGE]) benches.push(await prepare(count));
  const large = benches.at(-1) as Bench;
  console.log(
    `\n${"page or act".padEnd(26)}${["CPU ms", "p50 ms", "p99 ms", "bytes", "small", "growth"].map((h) => h.padStart(9)).join("")}`,
  );
  for (const [n, act] of large.acts.entries()) {
    for (const b of benches) await warm(b.server, b.acts[n] as Act);
    const taken = benches.map((): Figures[] => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, b] of benches.entries()) taken[i]?.push(await measure(b.server, b.acts[n] as Act));
    console.log(row(act.name, taken[1] ?? [], taken[0] ?? []));
  }
  console.log(
    `\nStart until the first answer: ${large.server.startMs.toFixed(0)} ms. At rest: ${large.restMb.toFixed(0)} MB; after the load: ${large.server.rssMb().toFixed(0)} MB. The bench took ${((performance.now() - begun) / 1000).toFixed(0)} s.`,
  );
} finally {
  for (const b of benches) await b.server.stop();
  for (const dir of folders) rmSync(dir, { recursive: true, force: true });
}
