import autocannon from "autocannon";
import type { Server } from "./server";

/** What is asked of the server: one address, or a new one for each request. */
export type Act = {
  name: string;
  method?: "GET" | "POST";
  /** The nth request; the count runs on over warm-up and measurement. */
  request: (n: number) => { path: string; body?: string };
  signedIn?: boolean;
  /** Requests before and during the measurement. */
  warm?: number;
  amount?: number;
  /** The status that means it worked. */
  status?: number;
};

export type Figures = { cpuMs: number; p50: number; p99: number; bytes: number };

/** Asks in bounded numbers, four at a time, and reads the server's CPU from the kernel before and after. */
export async function measure(server: Server, act: Act): Promise<Figures> {
  let n = 0;
  const status = act.status ?? 200;
  const run = (amount: number) =>
    autocannon({
      url: server.url,
      connections: 4,
      amount,
      timeout: 30,
      requests: [
        {
          method: act.method ?? "GET",
          setupRequest: (request: autocannon.Request) => {
            const { path, body } = act.request(n++);
            return {
              ...request,
              path,
              body,
              headers: {
                "accept-encoding": "br, gzip",
                ...(act.signedIn ? { cookie: server.cookie } : {}),
                ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
              },
            };
          },
        },
      ],
    });
  const amount = act.amount ?? 300;
  await run(act.warm ?? 300);
  const before = server.cpuMs();
  const result = await run(amount);
  const cpuMs = (server.cpuMs() - before) / amount;
  const right = result.statusCodeStats?.[status]?.count ?? 0;
  if (right !== amount)
    throw new Error(`${act.name}: ${amount - right} of ${amount} answers were not ${status}: ${JSON.stringify(result.statusCodeStats)}`);
  return { cpuMs, p50: result.latency.p50, p99: result.latency.p99, bytes: Math.round(result.throughput.total / amount) };
}
