import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { LetterSheet } from "./letters";
import type { Locale } from "./locales";

/** A text in another language than the paper's, or a plain one in the paper's own. */
export type Said = string | { text: string; lang: Locale };

/** The office at the top and the foot of its paper; the logo is a picture that comes along, `height` in pixels as pages show it. */
export type Head = {
  name: string;
  lines: string[];
  address: string[];
  foot: string[];
  logo: { file: string; height: number; alt: string } | null;
};

/** What every paper has. */
export type Sheet = { lang: Locale; paper: "us-letter" | "a4"; title: string; author: string; page: string; head: Head };

/** The order of a meeting: `columns` names the hour, the item and, for the office, its length. */
export type AgendaSheet = Sheet & {
  kicker: string;
  heading: Said;
  purpose: Said | null;
  facts: { label: string; text: Said }[];
  columns: string[];
  days: { name: string | null; rows: { hour: string; title: Said; speakers: string[]; length: string }[] }[];
  notes: { title: string; text: Said }[];
  made: string;
};

/** What each template in `lib/pdf` is filled with. */
type Templates = {
  agenda: AgendaSheet;
  /** Letters, each beginning a page; head and foot are those of the first. */
  letters: Sheet & { letters: LetterSheet[] };
  /** Pages that came back on paper, one picture each. */
  scan: Pick<Sheet, "lang" | "paper" | "title" | "author"> & { pages: { file: string; alt: string }[] };
};

type Job = { template: keyof Templates; data: string; images: Record<string, Buffer>; at: number };
type Waiting = { resolve: (pdf: Buffer) => void; reject: (why: Error) => void; clock: NodeJS.Timeout };
type Press = { worker: Worker; waiting: Map<number, Waiting>; next: number; idle?: NodeJS.Timeout };

const holder = globalThis as { enlacePress?: Press };

const folder = (): string => join(/* turbopackIgnore: true */ process.cwd(), "lib/pdf");
const fonts = (): string[] =>
  ["400Regular", "400Regular_Italic", "600SemiBold"].map((cut) =>
    join(/* turbopackIgnore: true */ process.cwd(), "node_modules/@expo-google-fonts/public-sans", cut, `PublicSans_${cut}.ttf`),
  );

/** How long one paper may take, and how long the press stands ready for the next, milliseconds; how many wait at most. */
const [LIMIT, READY, MOST] = [20_000, 120_000, 40];

/** Too many papers are being made; `busy` for whoever tells a person. */
export class PressBusy extends Error {}

/** Lets the press go, and everybody who waits for it. */
function stop(press: Press, why: Error): void {
  if (holder.enlacePress === press) holder.enlacePress = undefined;
  clearTimeout(press.idle);
  for (const { reject, clock } of press.waiting.values()) {
    clearTimeout(clock);
    reject(why);
  }
  press.waiting.clear();
  void press.worker.terminate();
}

function start(): Press {
  const thread = [join(folder(), "worker.mjs"), { workerData: { folder: folder(), fonts: fonts() } }] as const;
  // By this way round the bundler leaves the thread's file alone: it holds a native module, which lives only where it lies.
  const worker: Worker = Reflect.construct(Worker, thread);
  const press: Press = { worker, waiting: new Map(), next: 1 };
  worker.unref();
  worker.on("message", ({ id, pdf, error }: { id: number; pdf?: Uint8Array; error?: string }) => {
    const job = press.waiting.get(id);
    if (!job) return;
    press.waiting.delete(id);
    clearTimeout(job.clock);
    if (pdf) job.resolve(Buffer.from(pdf));
    else job.reject(new Error(error));
    if (press.waiting.size > 0) return;
    press.idle = setTimeout(() => stop(press, new Error("The press was let go.")), READY);
    press.idle.unref();
  });
  worker.on("error", (thrown) => stop(press, thrown instanceof Error ? thrown : new Error(String(thrown))));
  worker.on("exit", () => stop(press, new Error("The press has ended.")));
  return press;
}

/**
 * Makes a tagged PDF (PDF/UA-1) of a template and its data, in a thread of its own: the server goes on meanwhile. All that
 * people wrote travels as data, never as a part of the template. `images` are the pictures the data names.
 */
export function renderPdf<T extends keyof Templates>(
  template: T,
  data: Templates[T],
  { images = {}, at }: { images?: Record<string, Buffer>; at: number },
): Promise<Buffer> {
  const press = holder.enlacePress ?? start();
  holder.enlacePress = press;
  if (press.waiting.size >= MOST) return Promise.reject(new PressBusy());
  clearTimeout(press.idle);
  return new Promise((resolve, reject) => {
    const id = press.next++;
    const clock = setTimeout(() => stop(press, new Error(`The paper ${template} took too long.`)), LIMIT);
    press.waiting.set(id, { resolve, reject, clock });
    const job: Job = { template, data: JSON.stringify(data), images, at };
    press.worker.postMessage({ id, ...job });
  });
}
