import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { performance } from "node:perf_hooks";
import { encode } from "next-auth/jwt";
import { keyFor } from "@/lib/secret";

export type Server = { url: string; cookie: string; startMs: number; cpuMs(): number; rssMb(): number; stop(): Promise<void> };

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const fields = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");

/** Starts the built server on a filled database and waits for its first good answer; CPU is read from the kernel (100 ticks a second). */
export async function startServer(dataDir: string, sessionId: string): Promise<Server> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const begun = performance.now();
  const child: ChildProcess = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", String(port)], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      APP_URL: url,
      // The bench plays many visitors, each with an address of its own.
      TRUST_PROXY: "1",
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  // Ends with the bench, however that ends.
  process.once("exit", () => child.kill("SIGKILL"));
  const pid = child.pid;
  if (pid === undefined) throw new Error("The server could not be started.");
  for (let i = 0; ; i++) {
    const ok = await fetch(`${url}/api/health`).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) break;
    if (i > 3000) throw new Error("The server did not answer within a minute.");
    await new Promise((r) => setTimeout(r, 20));
  }
  const startMs = performance.now() - begun;
  const value = await encode({ token: { sid: sessionId }, secret: keyFor("session").toString("base64url"), maxAge: 86_400 });
  return {
    url,
    startMs,
    cookie: `__Host-enlace=${value}`,
    cpuMs: () => (Number(fields(pid)[11]) + Number(fields(pid)[12])) * 10,
    rssMb: () => (Number(fields(pid)[21]) * 4096) / 1_048_576,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}
