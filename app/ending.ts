/** Tells that this process has been told to end; what has to come to a good end before listens to it. */
export function toldToEnd(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

/**
 * Has a process that is told to end leave only when that work has ended too. The framework leaves by itself as soon as
 * the last request is answered and knows of nothing else.
 */
export function leaveAfter(work: Promise<unknown>): void {
  toldToEnd().addEventListener("abort", () => {
    const leave = process.exit;
    process.exit = ((code) => {
      process.exit = leave;
      void work.finally(() => leave(code));
    }) as typeof process.exit;
  });
}
