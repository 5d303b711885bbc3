import { describe, expect, it } from "vitest";
import { accept, refuse } from "@/core/kernel/outcome";
import { settings } from "@/db/schema";
import { emptyStore } from "../factories";

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
