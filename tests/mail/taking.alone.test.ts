import { beforeEach, describe, expect, it, vi } from "vitest";
import { takeAll } from "@/app/incoming";
import { mailTo } from "@/lib/paths";

vi.mock("@/lib/log", () => ({ logError: vi.fn(() => "code") }));

/** A message with more parts in parts than any reader follows. */
const endless = new TextEncoder().encode(
  [
    "From: a@b.example",
    ...Array.from({ length: 300 }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}`),
    "Content-Type: text/plain\r\n\r\nx",
  ].join("\r\n"),
);

describe("a mailbox with a message that cannot be read", () => {
  beforeEach(() => {
    (globalThis as { enlaceFailed?: unknown }).enlaceFailed = undefined;
  });

  it("takes the others, and tries that one again after longer and longer pauses", async () => {
    const fetched: string[] = [];
    const marked: string[] = [];
    const sources: Record<string, Uint8Array> = { 1: endless, 2: new TextEncoder().encode("From: a@b.example\r\n\r\nx") };
    let now = 0;
    const client = {
      search: async () => [1, 2].filter((uid) => !marked.includes(String(uid))),
      fetchOne: async (uid: string) => {
        fetched.push(uid);
        return { source: sources[uid] };
      },
      messageFlagsAdd: async (uid: string) => marked.push(uid) > 0,
    };
    const day = 24 * 60;
    for (let minute = 0; minute < 7 * day; minute++) {
      now = minute * 60_000;
      await takeAll(client as never, "replies@x.example", new AbortController().signal, () => now);
    }
    expect(marked).toEqual(["2"]);
    const times = fetched.filter((uid) => uid === "1").length;
    expect(times).toBeGreaterThan(10);
    expect(times).toBeLessThan(30);
  });
});

describe("an answer to who wrote", () => {
  it("goes to one address, whatever stands in it", () => {
    expect(mailTo("enlace@minsa.example", "Re: Planes & más")).toBe("mailto:enlace@minsa.example?subject=Re%3A%20Planes%20%26%20m%C3%A1s");
    for (const address of ['"a?bcc=evil@x.example&body=y"@evil.example', "a?bcc=evil%40x.example@evil.example", "a,b@evil.example"]) {
      const url = new URL(mailTo(address, "S&bcc=z@x.example"));
      expect([...url.searchParams.keys()]).toEqual(["subject"]);
      expect(decodeURIComponent(url.pathname)).toBe(address);
      expect(url.pathname).not.toMatch(/[,?&"]/);
    }
  });
});
