import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { seek, taken } from "@/lib/openid";
import { startProvider } from "./provider";

let server: Server | undefined;
const accounts = { ana: { email: "ana@pa.example", email_verified: true, name: "Ana" } };

beforeAll(async () => {
  vi.stubEnv("APP_URL", "http://localhost:3999");
  const provider = await startProvider(() => "http://localhost:3999/sign-in/provider/callback", accounts);
  server = provider.server;
  vi.stubEnv("OIDC_ISSUER", provider.issuer);
  vi.stubEnv("OIDC_CLIENT_ID", provider.clientId);
  vi.stubEnv("OIDC_CLIENT_SECRET", provider.clientSecret);
});
afterAll(() => {
  server?.close();
  vi.unstubAllEnvs();
});

/** Goes through the provider's door as a browser would; gives the query with which it sends the person back. */
async function through(url: string, account: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = new URL(url);
  let body: string | undefined;
  for (let step = 0; step < 12; step++) {
    const answer: Response = await fetch(next, {
      redirect: "manual",
      method: body === undefined ? "GET" : "POST",
      body,
      headers: {
        cookie: [...jar].map(([k, v]) => `${k}=${v}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    body = undefined;
    const to = answer.headers.get("location");
    if (to) next = new URL(to, next);
    else if (next.pathname.startsWith("/door/")) body = `account=${account}`;
    else throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    if (next.port === "3999") return next.search;
  }
  throw new Error("The provider led nowhere.");
}

describe("a real provider", () => {
  it("is asked for a code with PKCE, state and nonce, and vouches for who signed in there", async () => {
    const { url, sought } = await seek();
    const asked = new URL(url).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("redirect_uri")).toBe("http://localhost:3999/sign-in/provider/callback");
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)?.length).toBeGreaterThan(30);
    const vouched = await taken(await through(url, "ana"), sought);
    expect(vouched).toMatchObject({ issuer: process.env.OIDC_ISSUER, subject: "ana", claims: accounts.ana });
  });

  it("is not believed with another state, nonce or verifier, nor twice", async () => {
    const { url, sought } = await seek();
    const search = await through(url, "ana");
    await expect(taken(search, { ...sought, state: "x".repeat(43) })).rejects.toThrow();
    await expect(taken(search, sought)).resolves.toBeDefined();
    await expect(taken(search, sought)).rejects.toThrow();
    for (const wrong of [{ nonce: "x".repeat(43) }, { verifier: "x".repeat(43) }]) {
      const again = await seek();
      const back = await through(again.url, "ana");
      await expect(taken(back, { ...again.sought, ...wrong })).rejects.toThrow();
    }
  });

  it("that turns a person away, or does not answer, is an error and nothing else", async () => {
    const { url, sought } = await seek();
    const search = await through(url, "");
    expect(new URLSearchParams(search).get("error")).toBe("access_denied");
    await expect(taken(search, sought)).rejects.toThrow();
    vi.stubEnv("OIDC_ISSUER", "http://127.0.0.1:9");
    await expect(seek()).rejects.toThrow();
    vi.stubEnv("OIDC_ISSUER", "http://192.0.2.1");
    await expect(seek()).rejects.toThrow(/HTTP|https/i);
  });
});
