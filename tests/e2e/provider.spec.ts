import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paths } from "@/lib/paths";
import { startProvider } from "../provider";
import { expect, faults, test } from "./house";

test.describe.configure({ mode: "serial" });

let provider: Server | undefined;
let enlace: ChildProcess | undefined;
let url = "";
const data = mkdtempSync(join(tmpdir(), "enlace-provider-"));

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0);
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
};

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await freePort();
  url = `http://localhost:${port}`;
  const started = await startProvider(() => `${url}${paths.providerCallback()}`, {
    elena: { email: "elena@office.example", email_verified: true },
    "elena-renamed": { email: "elena@office.example", email_verified: true },
    stranger: { email: "nobody@elsewhere.example", email_verified: true },
    unverified: { email: "elena@office.example", email_verified: false },
  });
  provider = started.server;
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    PORT: String(port),
    DATA_DIR: data,
    DEMO: "0",
    APP_URL: url,
    OIDC_ISSUER: started.issuer,
    OIDC_CLIENT_ID: started.clientId,
    OIDC_CLIENT_SECRET: started.clientSecret,
    OIDC_NAME: "your office account",
  };
  execFileSync(process.execPath, ["scripts/run.mjs", "admin", "create", "elena@office.example", "--language", "en"], { env });
  enlace = spawn(process.execPath, ["scripts/run.mjs", "start"], { env, stdio: "ignore" });
  await expect
    .poll(
      () =>
        fetch(`${url}/api/health`)
          .then((r) => r.status)
          .catch(() => 0),
      { timeout: 60_000 },
    )
    .toBe(200);
});

test.afterAll(() => {
  enlace?.kill("SIGTERM");
  provider?.close();
  rmSync(data, { recursive: true, force: true });
});

test("a member comes in by the organisation's sign-in, and goes where they were going", async ({ page }) => {
  await page.goto(`${url}${paths.signIn(paths.calendar())}`);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Continue with your office account" }).click();
  await page.getByLabel("Account").fill("elena");
  await page.getByRole("button", { name: "Enter" }).click();
  await page.waitForURL(`${url}${paths.calendar()}`);
  await page.goto(`${url}${paths.security()}`);
  await expect(page.getByText(/with the organization’s account/)).toBeVisible();
});

test("works without script too", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${url}${paths.signIn()}`);
  await page.getByRole("button", { name: "Continue with your office account" }).click();
  await page.getByLabel("Account").fill("elena");
  await page.getByRole("button", { name: "Enter" }).click();
  await page.waitForURL(`${url}${paths.home()}`);
  await page.close();
});

for (const account of ["stranger", "unverified", "elena-renamed"])
  test(`an account that vouches for nobody here is turned away: ${account}`, async ({ page }) => {
    await page.goto(`${url}${paths.signIn()}`);
    await page.getByRole("button", { name: "Continue with your office account" }).click();
    await page.getByLabel("Account").fill(account);
    await page.getByRole("button", { name: "Enter" }).click();
    await expect(page.getByText("This account may not come in here.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send the link" })).toBeVisible();
  });

test("a callback nobody asked for, and an answer that does not fit, are one clear sentence each", async ({ page }) => {
  await page.goto(`${url}${paths.providerCallback()}?code=x&state=y`);
  await expect(page.getByText("was begun too long ago, or in another browser")).toBeVisible();
  await page.getByRole("button", { name: "Continue with your office account" }).click();
  await page.getByLabel("Account").waitFor();
  const back = new URL(page.url());
  expect(back.origin).not.toBe(url);
  await page.goto(`${url}${paths.providerCallback()}?code=x&state=wrong`);
  await expect(page.getByText(/That sign-in did not work \(code [0-9a-z]{8}\)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Send the link" })).toBeVisible();
});
