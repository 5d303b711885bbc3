import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { placeOf, watchRequests } from "@/app/arriving";
import { minutesToWait } from "@/app/sign-in/limits";
import { requestSignIn } from "@/core/offices/sessions/commands";
import { users } from "@/db/schema";
import { anOffice, aStaff, emptyStore, NOW, visitor } from "./factories";

const holder = globalThis as { enlaceSignInLimits?: unknown };
afterEach(() => {
  holder.enlaceSignInLimits = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("asking for a sign-in link", () => {
  it("waits after three questions about an address and twenty from a place", async () => {
    const store = emptyStore();
    const ask = (email: string, place: string) => minutesToWait(store, email, place, NOW);
    for (let i = 0; i < 3; i++) expect(await ask("ana@x.example", `10.0.0.${i}`)).toBe(0);
    expect(await ask("ana@x.example", "10.0.0.9")).toBe(60);
    for (let i = 0; i < 20; i++) expect(await ask(`${i}@x.example`, "10.1.1.1")).toBe(0);
    expect(await ask("new@x.example", "10.1.1.1")).toBe(60);
  });

  it("is not closed to the house by addresses nobody knows", async () => {
    const store = emptyStore();
    for (let i = 0; i < 600; i++) {
      expect(await minutesToWait(store, `${i}@nowhere.example`, `place ${i}`, NOW)).toBe(0);
      if (i % 100 === 0) requestSignIn(store, visitor(), { email: `${i}@nowhere.example` });
    }
    expect(await minutesToWait(store, "ana@x.example", "here", NOW)).toBe(0);
  });

  it("is closed to the house when 500 links were mailed within the hour, until the first is an hour old", async () => {
    const store = emptyStore();
    aStaff(store, anOffice(store));
    const email = store.db.select().from(users).get()?.email ?? "";
    for (let i = 0; i < 500; i++) requestSignIn(store, visitor(NOW + i), { email });
    expect(await minutesToWait(store, email, "here", NOW + 1_800_000)).toBe(30);
    expect(await minutesToWait(store, "nobody@nowhere.example", "there", NOW + 1_800_000)).toBe(30);
    expect(await minutesToWait(store, email, "here", NOW + 3_600_001)).toBe(0);
  });
});

describe("what arrives: the place and the address of a request", () => {
  it("comes from its last hop, and of IPv6 the network", () => {
    const place = (hops: string) => placeOf(new Headers({ "x-forwarded-for": hops }));
    expect(place("1.1.1.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(place("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
    expect(place("::ffff:127.0.0.1")).toBe("::ffff:127.0.0.1");
    expect(placeOf(new Headers())).toBe("unknown");
  });

  it("comes from where a trusted proxy says, and never what a client says itself", async () => {
    const server = createServer(({ headers }, response) => response.end(headers["x-forwarded-for"] ?? "left to the server"));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const said = () =>
      new Promise<string>((done) => {
        const { port } = server.address() as AddressInfo;
        request({ port, host: "127.0.0.1", headers: { "x-forwarded-for": "9.9.9.9" } }, (response) =>
          response.setEncoding("utf8").on("data", done),
        ).end();
      });
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.stubEnv("TRUST_PROXY", "1");
    watchRequests();
    expect(await said()).toBe("9.9.9.9");
    vi.stubEnv("TRUST_PROXY", "");
    watchRequests();
    expect([await said(), await said()]).toEqual(["left to the server", "left to the server"]);
    expect(warn).toHaveBeenCalledTimes(1);
    server.close();
  });

  it("goes where its address says, and nowhere where that is no text", async () => {
    watchRequests();
    const server = createServer(({ url }, response) => response.end(url));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const arrives = (path: string) =>
      new Promise<string>((done) => {
        request({ port, host: "127.0.0.1", path }, (response) => response.setEncoding("utf8").on("data", done)).end();
      });
    for (const path of ["/", "/search?q=%ff", "/people/%C3%A9?q=100%"]) expect(await arrives(path)).toBe(path);
    for (const path of ["/%ff", "/100%"]) expect(await arrives(path)).toBe("/missing");
    expect(await arrives("/r/%c0%80?x")).toBe("/r/-");
    server.close();
  });
});
