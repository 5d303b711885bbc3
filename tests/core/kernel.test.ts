import { describe, expect, it } from "vitest";
import { accept, refuse } from "@/core/kernel/outcome";
import { once } from "@/core/kernel/receipts";
import { receipts, settings } from "@/db/schema";
import { emptyStore, NOW } from "../factories";

const put = (key: string) => ({ key, value: "1" });

describe("store.transaction", () => {
  it("keeps what an accepted act wrote", () => {
    const store = emptyStore();
    store.transaction((tx) => {
      tx.db.insert(settings).values(put("a")).run();
      return accept(1);
    });
    expect(store.db.select().from(settings).all()).toHaveLength(1);
  });

  it("rolls back what a refused act wrote, and hands the refusal on", () => {
    const store = emptyStore();
    const outcome = store.transaction((tx) => {
      tx.db.insert(settings).values(put("a")).run();
      return refuse("briefing_closed" as never);
    });
    expect(outcome.ok).toBe(false);
    expect(store.db.select().from(settings).all()).toHaveLength(0);
  });

  it("undoes a nested refusal alone when the outer act goes on", () => {
    const store = emptyStore();
    store.transaction((tx) => {
      tx.db.insert(settings).values(put("outer")).run();
      tx.transaction((inner) => {
        inner.db.insert(settings).values(put("inner")).run();
        return refuse("briefing_closed" as never);
      });
      return accept(1);
    });
    expect(
      store.db
        .select()
        .from(settings)
        .all()
        .map((s) => s.key),
    ).toEqual(["outer"]);
  });

  it("refuses an act that waits", () => {
    const store = emptyStore();
    expect(() =>
      store.transaction(async (tx) => {
        tx.db.insert(settings).values(put("a")).run();
      }),
    ).toThrow(TypeError);
  });
});

describe("once", () => {
  it("does a form's act once, and shows whoever sends it again the first result", () => {
    const store = emptyStore();
    let acts = 0;
    const act = (input: unknown, scope = "ana:note", key = "k") => once(store, key, { scope, input }, NOW, () => accept(++acts));
    expect([act({ n: 1 }), act({ n: 1 })]).toEqual([accept(1), accept(1)]);
    // Another input, another person or another form is another act.
    expect([act({ n: 2 }), act({ n: 2 })]).toEqual([accept(2), accept(2)]);
    expect([act({ n: 1 }), act({ n: 1 }, "eva:note"), act({ n: 1 }, "ana:note", "l")]).toEqual([accept(3), accept(4), accept(5)]);
  });

  it("leaves no receipt of a refused act, so that it can be tried again", () => {
    const store = emptyStore();
    expect(once(store, "k", { scope: "s", input: 1 }, NOW, () => refuse("stale")).ok).toBe(false);
    expect(store.db.select().from(receipts).all()).toEqual([]);
    expect(once(store, "k", { scope: "s", input: 1 }, NOW, () => accept("done"))).toEqual(accept("done"));
  });
});
