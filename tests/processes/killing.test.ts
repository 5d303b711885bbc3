import { describe, expect, it } from "vitest";
import { messages } from "@/db/schema";
import { NOW } from "../factories";
import { aServer } from "../mail/server";
import { dispatcher, killRun, queued } from "../race/killing";

describe("dispatchers in processes of their own", () => {
  it("killed at random points lose nothing and send nothing twice", { timeout: 180_000 }, async () => {
    const run = await killRun(300, 15, 20_211_130);
    expect(run).toMatchObject({ messages: 300, kills: 15, others: 0, doubled: 0, lost: 0 });
    expect(run.sent + run.uncertain).toBe(300);
    expect(run.uncertain).toBe(run.underWay);
    expect(run.uncertain).toBeLessThanOrEqual(15 * 5);
    expect(run.uncertain).toBeGreaterThan(0);
  });

  it("send each of several hundred messages once between them", { timeout: 120_000 }, async () => {
    const server = await aServer({ slow: { data: 5 } });
    const { file, store } = queued(240);
    const two = ["one", "two"].map((name) => dispatcher(file, `${server.url}?name=${name}.example`));
    await Promise.all(two.map(({ ready }) => ready));
    for (const { go } of two) go(NOW);
    await Promise.all(two.map(({ ended }) => ended));
    expect(new Set(server.got.map(({ raw }) => /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1])).size).toBe(240);
    expect(server.got).toHaveLength(240);
    expect(
      store.db
        .select()
        .from(messages)
        .all()
        .every(({ state, attempts }) => state === "sent" && attempts === 1),
    ).toBe(true);
    // Both had their part.
    expect(new Set(server.got.map(({ by }) => by))).toEqual(new Set(["one.example", "two.example"]));
    store.raw.close();
    await server.close();
  });
});
