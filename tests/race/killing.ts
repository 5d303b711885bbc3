import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LEASE } from "@/core/mail/rules";
import { migrateFile } from "@/db/migrate";
import { messages } from "@/db/schema";
import { connect, type Store, storeOf } from "@/db/store";
import { anOffice, NOW } from "../factories";
import { aMessage } from "../mail/letters";
import { aServer } from "../mail/server";

/** A database on disk with so many messages that may leave now. */
export function queued(count: number): { file: string; store: Store } {
  const file = join(mkdtempSync(join(tmpdir(), "enlace-queue-")), "enlace.db");
  migrateFile(file, join(process.cwd(), "db/migrations"));
  const store = storeOf(connect(file));
  store.transaction((tx) => {
    const officeId = anOffice(tx);
    for (let n = 0; n < count; n++) aMessage(tx, officeId, { to: { address: `ana@minsa${n}.example` } });
  });
  return { file, store };
}

export type Dispatcher = { child: ChildProcess; ready: Promise<void>; go: (now: number) => void; ended: Promise<void> };

/** Starts a dispatcher process on a database; once it is told to go, its clock begins at `now`. */
export function dispatcher(file: string, url: string): Dispatcher {
  const child = fork("tests/race/dispatch.ts", [file, url], { execArgv: ["--import", "tsx"] });
  const ready = new Promise<void>((done) => child.once("message", () => done()));
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  return { child, ready, go: (now) => child.send(now), ended };
}

/** Numbers between 0 and 1 that are the same at each run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export type Killed = {
  messages: number;
  kills: number;
  /** Messages that were on their way at the kills, together. */
  underWay: number;
  sent: number;
  uncertain: number;
  others: number;
  /** Messages the server took more than once, those it took though nobody calls them sent, and those called sent that it never took. */
  doubled: number;
  takenUncertain: number;
  lost: number;
  seconds: number;
};

/**
 * Lets dispatcher processes empty a queue of `count` messages and kills each at a random point, until it was done
 * `kills` times; the last one finishes. The clock of each begins when the claims of those before have run out.
 */
export async function killRun(count: number, kills: number, seed: number): Promise<Killed> {
  const began = performance.now();
  const { file, store } = queued(count);
  const server = await aServer({ slow: { data: 10 } });
  const roll = dice(seed);
  const state = (): { queued: number; sending: number } => {
    const rows = store.raw.prepare("select state, count(*) as n from message group by state").all() as { state: string; n: number }[];
    const of = (name: string) => rows.find((row) => row.state === name)?.n ?? 0;
    return { queued: of("queued"), sending: of("sending") };
  };
  let now = NOW;
  let underWay = 0;
  let killed = 0;
  // The next one comes up while this one works.
  let next = dispatcher(file, server.url);
  const start = async (): Promise<Dispatcher> => {
    const one = next;
    next = dispatcher(file, server.url);
    await one.ready;
    one.go(now);
    return one;
  };
  while (killed < kills) {
    const went = performance.now();
    const { child, ended } = await start();
    // So that the kills spread over the whole queue: each comes after its share of what is left, and a little by chance;
    // enough is left for the next ones however fast this machine is.
    const before = state().queued;
    const share = Math.max(1, Math.floor((before / (kills - killed + 2)) * (0.5 + roll())));
    while (state().queued > before - share && child.exitCode === null) await pause(1);
    await pause(roll() * 10);
    if (child.exitCode !== null) break;
    child.kill("SIGKILL");
    await ended;
    killed++;
    underWay += state().sending;
    now += LEASE + 1000 + Math.ceil(performance.now() - went);
  }
  await (await start()).ended;
  now += LEASE + 60_000;
  await (await start()).ended;
  next.child.kill("SIGKILL");

  const rows = store.db.select().from(messages).all();
  const taken = new Map<string, number>();
  for (const { raw } of server.got) {
    const id = /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] ?? "";
    taken.set(id, (taken.get(id) ?? 0) + 1);
  }
  const of = (wanted: string) => rows.filter((row) => row.state === wanted);
  store.raw.close();
  await server.close();
  return {
    messages: rows.length,
    kills: killed,
    underWay,
    sent: of("sent").length,
    uncertain: of("uncertain").length,
    others: rows.length - of("sent").length - of("uncertain").length,
    doubled: [...taken.values()].filter((n) => n > 1).length,
    takenUncertain: of("uncertain").filter(({ mailId }) => taken.has(mailId)).length,
    lost: of("sent").filter(({ mailId }) => !taken.has(mailId)).length,
    seconds: (performance.now() - began) / 1000,
  };
}
