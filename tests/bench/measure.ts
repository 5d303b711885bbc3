import autocannon from "autocannon";
import type { Server } from "./server";

/** What is asked of the server: one address, or a new one for each request. */
export type Act = {
  name: string;
  method?: "GET" | "POST";
  /** The nth request; the count runs on over warm-up and measurement. */
  request: (n: number) => { path: string; body?: string; from?: string };
  signedIn?: boolean;
  /** The status that means it worked. */
  status?: number;
};

export type Figures = { cpuMs: number; p50: number; p99: number; bytes: number };

const WARM = 200;
const AMOUNT = 150;
/** How many times each act has been asked for, so that no round asks for the same. */
const asked = new Map<Act, number>();

/** Asks so often, four at a time. */
function ask(server: Server, act: Act, amount: number): Promise<autocannon.Result> {
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const n = asked.get(act) ?? 0;
    asked.set(act, n + 1);
    const { path, body, from } = act.request(n);
    const headers: Record<string, string> = { "accept-encoding": "br, gzip" };
    if (act.signedIn) headers.cookie = server.cookie;
    if (from) headers["x-forwarded-for"] = from;
    if (body !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return { ...request, path, body, headers };
  };
  return autocannon({ url: server.url, connections: 4, amount, timeout: 30, requests: [{ method: act.method ?? "GET", setupRequest }] });
}

/** Lets the code of an act be compiled before it counts. */
export const warm = (server: Server, act: Act): Promise<autocannon.Result> => ask(server, act, WARM);

/** Asks in bounded numbers and reads the server's CPU from the kernel before and after. Fails when an answer is not what it should be. */
export async function measure(server: Server, act: Act): Promise<Figures> {
  const status = act.status ?? 200;
  const before = server.cpuMs();
  const result = await ask(server, act, AMOUNT);
  const cpuMs = (server.cpuMs() - before) / AMOUNT;
  const right = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (right !== AMOUNT)
    throw new Error(`${act.name}: ${AMOUNT - right} of ${AMOUNT} answers were not ${status}: ${JSON.stringify(result.statusCodeStats)}`);
  return { cpuMs, p50: result.latency.p50, p99: result.latency.p99, bytes: Math.round(result.throughput.total / AMOUNT) };
}
