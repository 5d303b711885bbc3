import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { inTurn } from "./inspect";
import { LONGEST } from "./scan";

/** Most pages that are drawn, the time they may take together, milliseconds, and the memory, bytes. */
const [MOST, LIMIT, MEMORY] = [20, 40_000, 900_000_000];

/**
 * The pages of a PDF as pictures, drawn in a thread of its own; `undefined` where there are too many of them, where they
 * cannot be read, or where they take more than an honest letter does. The file has been looked through.
 */
export const pdfPages = (path: string): Promise<Buffer[] | undefined> => inTurn(() => drawn(path));

function drawn(path: string): Promise<Buffer[] | undefined> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), "lib/pdf/pages.mjs");
  const limits = { maxOldGenerationSizeMb: 256 };
  // By this way round the bundler leaves the thread's file alone: what it imports lives only where it lies.
  const worker: Worker = Reflect.construct(Worker, [file, { workerData: { path, side: LONGEST, most: MOST }, resourceLimits: limits }]);
  const pages: Buffer[] = [];
  const began = process.memoryUsage.rss();
  return new Promise((resolve) => {
    const end = (given?: Buffer[]): void => {
      clearTimeout(clock);
      clearInterval(watch);
      resolve(given);
      void worker.terminate();
    };
    const clock = setTimeout(end, LIMIT);
    // What the drawing itself takes lies outside the bounds a thread can be given.
    const watch = setInterval(() => process.memoryUsage.rss() - began > MEMORY && end(), 100);
    worker.on("message", ({ page, end: how }: { page?: Uint8Array; end?: string }) => {
      if (page) pages.push(Buffer.from(page));
      if (how) end(how === "done" && pages.length > 0 ? pages : undefined);
    });
    worker.on("error", () => end());
    worker.on("exit", () => end());
  });
}
