import { afterEach, describe, expect, it, vi } from "vitest";
import { logError } from "@/lib/log";

afterEach(() => vi.restoreAllMocks());

const logged = (message: string): string => {
  const line = vi.spyOn(console, "error").mockImplementation(() => {});
  logError("test", new Error(message));
  return JSON.parse(String(line.mock.calls.at(-1)?.[0])).error;
};

describe("a logged error", () => {
  it.each(["Zx9_aB-cD".repeat(4), `-${"a1B2".repeat(7)}abc`, `${"a1B2".repeat(7)}abc-`, `-${"a1-_".repeat(7)}-__`, "k".repeat(32)])(
    "carries no token: %s",
    (token) => {
      expect(logged(`GET /r/${token}?seen=1 failed`)).toBe("Error: GET /r/…?seen=1 failed");
    },
  );

  it("carries no address, and what else there is to read", () => {
    expect(logged("could not write to ana.ruiz+x@minsa.gob.pa: no such table")).toBe("Error: could not write to …: no such table");
  });
});
