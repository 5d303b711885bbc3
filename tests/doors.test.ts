import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import { POST as chooseLanguage } from "@/app/language/route";
import { isSameOrigin } from "@/app/same-origin";
import { safePath } from "@/lib/paths";
import { proxy } from "@/proxy";

describe("safePath", () => {
  it("lets paths of ours through, with their query and fragment", () => {
    for (const path of ["/home", "/briefings?q=caf%C3%A9&page=2", "/follow-ups/review#now", "/"]) expect(safePath(path)).toBe(path);
  });

  it("refuses every spelling of another origin", () => {
    const evil = [
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "/%2f%2fevil.example",
      "/%2F%2Fevil.example",
      "/%5cevil.example",
      "https://evil.example",
      "https:evil.example",
      "javascript:alert(1)",
      "evil.example",
      "@evil.example",
      " /home",
      "/home\r\nSet-Cookie: a=b",
      "/\t/evil.example",
      "",
      undefined,
      null,
      ["/home"],
    ];
    for (const text of evil) expect(safePath(text), JSON.stringify(text)).toBeUndefined();
  });

  it("gives nothing that a browser would take to another place", () => {
    for (const text of ["/.//evil.example", "/..//evil.example", "/home/..//evil.example", "/%2e%2e//evil.example"]) {
      expect(safePath(text)).toBe(text);
      expect(new URL(text, "https://enlace.example").origin).toBe("https://enlace.example");
    }
  });
});

describe("isSameOrigin", () => {
  const post = (headers: Record<string, string>) =>
    new Request("http://localhost:3000/sign-out", { method: "POST", headers: { host: "localhost:3000", ...headers } });

  it("accepts our own pages, a person's own act, and browsers that say nothing", () => {
    expect(isSameOrigin(post({}))).toBe(true);
    expect(isSameOrigin(post({ origin: "http://localhost:3000" }))).toBe(true);
    expect(isSameOrigin(post({ "sec-fetch-site": "same-origin", origin: "http://localhost:3000" }))).toBe(true);
    expect(isSameOrigin(post({ "sec-fetch-site": "none" }))).toBe(true);
    expect(isSameOrigin(post({ "sec-fetch-site": "same-origin", origin: "null" }))).toBe(true);
  });

  it("refuses what is present and foreign, a neighbour's port and a bare null included", () => {
    expect(isSameOrigin(post({ origin: "https://evil.example" }))).toBe(false);
    expect(isSameOrigin(post({ origin: "http://localhost:4000" }))).toBe(false);
    expect(isSameOrigin(post({ "sec-fetch-site": "cross-site" }))).toBe(false);
    expect(isSameOrigin(post({ "sec-fetch-site": "same-site", origin: "http://localhost:3000" }))).toBe(false);
    expect(isSameOrigin(post({ origin: "null" }))).toBe(false);
  });
});

describe("the choice of a language", () => {
  const choose = (body: string, headers: Record<string, string> = {}) =>
    chooseLanguage(
      new Request("http://localhost:3000/language", {
        method: "POST",
        body,
        headers: { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length), ...headers },
      }),
    );

  it("is kept, and leads back", async () => {
    const answer = await choose("language=fr&to=%2Fprivacy");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/privacy"]);
    expect(answer.headers.get("set-cookie")).toMatch(/^language=fr; Path=\/; /);
    const foreign = await choose("language=xx&to=%2F%2Fevil.example");
    expect([foreign.headers.get("location"), foreign.headers.get("set-cookie")]).toEqual(["/", null]);
  });

  it("refuses what is foreign, too long or no form at all", async () => {
    expect((await choose("language=fr", { origin: "https://evil.example" })).status).toBe(403);
    expect((await choose("language=fr", { "content-length": "1000000" })).status).toBe(413);
    expect((await choose("{}", { "content-type": "application/json" })).status).toBe(400);
  });
});

describe("the proxy", () => {
  const post = (origin: string) =>
    proxy(new NextRequest("http://localhost:3000/follow-ups/new", { method: "POST", headers: { host: "localhost:3000", origin } }));

  it("turns a foreign post away, and says so once", () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    expect([post("https://evil.example").status, post("https://evil.example").status]).toEqual([403, 403]);
    expect(said).toHaveBeenCalledTimes(1);
    expect(post("http://localhost:3000").headers.get("x-middleware-next")).toBe("1");
  });
});
