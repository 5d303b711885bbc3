/** Tells that this process has been told to end; what has to come to a good end before listens to it. */
export function toldToEnd(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}
