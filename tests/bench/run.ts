import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { killRun } from "../race/killing";
import { acts } from "./acts";
import { fillDirectory, searchActs } from "./directory";
import { fill } from "./fill";
import { type Act, type Figures, measure, warm } from "./measure";
import { type Server, startServer } from "./server";

/** A small database and a large one of each kind: an office with years of briefings, and one with a great directory. */
const kinds = {
  briefings: {
    counts: [100, 10_000],
    words: (count: number) => `${count.toLocaleString("en")} briefings with ${(count * 25).toLocaleString("en")} invitations`,
    fill: (file: string, count: number) => {
      const filled = fill(file, count, Date.now());
      return { sessionId: filled.sessionId, acts: acts(filled) };
    },
  },
  search: {
    counts: [2500, 250_000],
    words: (count: number) => `${count.toLocaleString("en")} people and institutions`,
    fill: (file: string, count: number) => ({ sessionId: fillDirectory(file, count, Date.now()), acts: searchActs() }),
  },
};
type Kind = keyof typeof kinds;
/** Each act is measured so often on both databases in turn: noise of the machine falls on both alike. */
const ROUNDS = 3;

type Bench = { server: Server; acts: Act[]; restMb: number };

const begun = performance.now();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
/** A bench that has not come to its end by then never will. */
setTimeout(() => process.exit(1), 900_000).unref();
const folders: string[] = [];
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Fills a database, starts a server on it and lets it come to rest. */
async function prepare(kind: Kind, count: number): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), "enlace-bench-"));
  folders.push(dir);
  // The links of the database and the server's cookies hang on this folder's secret.
  process.env.DATA_DIR = dir;
  console.log(`Filling ${kinds[kind].words(count)}…`);
  const filled = kinds[kind].fill(join(dir, "enlace.db"), count);
  const server = await startServer(dir, filled.sessionId);
  await pause(3000);
  return { server, acts: filled.acts, restMb: server.rssMb() };
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const cell = (value: number, digits = 1): string => value.toFixed(digits).padStart(9);

function row(name: string, large: Figures[], small: Figures[]): string {
  const of = (figures: Figures[], field: keyof Figures) => middle(figures.map((f) => f[field]));
  const growth = of(large, "cpuMs") / of(small, "cpuMs");
  return `${name.padEnd(26)}${cell(of(large, "cpuMs"))}${cell(of(large, "p50"))}${cell(of(large, "p99"))}${cell(of(large, "bytes"), 0)}${cell(of(small, "cpuMs"))}${cell(growth, 2)}`;
}

/** Measures every act of a kind on its two databases in turn. */
async function compare(kind: Kind): Promise<void> {
  const benches: Bench[] = [];
  try {
    for (const count of kinds[kind].counts) benches.push(await prepare(kind, count));
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
      `\nStart until the first answer: ${large.server.startMs.toFixed(0)} ms. At rest: ${large.restMb.toFixed(0)} MB; after the load: ${large.server.rssMb().toFixed(0)} MB. The bench took ${((performance.now() - begun) / 1000).toFixed(0)} s.\n`,
    );
  } finally {
    for (const b of benches) await b.server.stop();
    for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
  }
}

/** Empties a queue by dispatchers that are killed again and again, and tells what became of its messages. */
async function kill(count: number, kills: number): Promise<void> {
  console.log(`Killing the dispatcher of ${count.toLocaleString("en")} messages ${kills} times…`);
  const { sent, uncertain, underWay, doubled, lost, others, seconds } = await killRun(count, kills, Number(process.env.SEED) || 1);
  console.log(
    `${sent} sent, ${uncertain} uncertain of ${underWay} under way at the kills, ${lost + others} lost, ${doubled} doubled; ${seconds.toFixed(0)} s.\n`,
  );
}

const wanted = (Object.keys(kinds) as Kind[]).filter((kind) => process.argv.length < 3 || process.argv.includes(kind));
for (const kind of wanted) await compare(kind);
if (process.argv.length < 3 || process.argv.includes("mail")) await kill(2000, 25);
