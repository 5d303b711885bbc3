import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { found } from "./scripts/run/browser.mjs";

/** The workers read the configuration too: what is chosen once goes on in the environment. */
const once = (name: string, choose: () => string): string => (process.env[name] ??= choose());

const freePort = (): string =>
  execFileSync(
    process.execPath,
    ["-e", "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close(); })"],
    {
      encoding: "utf8",
    },
  ).trim();

/** `E2E_URL` and `E2E_DATA` name a demo server that runs already; else one is started for the journeys. */
const running = process.env.E2E_URL;
const port = running ? "" : once("E2E_PORT", freePort);
const data = once("E2E_DATA", () => mkdtempSync(join(tmpdir(), "enlace-e2e-")));
const url = running ?? `http://localhost:${port}`;

const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalTeardown: "./tests/e2e/teardown.ts",
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: url,
    locale: "en-GB",
    timezoneId: "America/Panama",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: found(), args: process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 900 } } },
    { name: "phone", use: { ...devices["Pixel 5"], viewport: { width: 390, height: 844 } } },
  ],
  webServer: running
    ? undefined
    : {
        command: `"${process.execPath}" scripts/run.mjs start`,
        url: `${url}/api/health`,
        env: { PORT: port, DATA_DIR: data, DEMO: "1", APP_URL: "", SMTP_URL: "" },
        timeout: 240_000,
        gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
      },
});
