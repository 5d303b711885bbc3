import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { beginnings } from "@/core/reports/queries";
import { people, tenures } from "@/db/schema";
import { anInstitution, anOffice, aStaff, emptyStore } from "../factories";

describe("the first steps", () => {
  const place = () => {
    const store = emptyStore();
    const officeId = anOffice(store);
    const { tenureId, personId } = anInstitution(store, officeId);
    const until = (set: Partial<typeof tenures.$inferInsert>) => store.db.update(tenures).set(set).where(eq(tenures.id, tenureId)).run();
    return { store, officeId, officer: aStaff(store, officeId), personId, until };
  };

  it("count an institution as reachable on the days its liaison holds the post, the last one included", () => {
    const { store, officer, until } = place();
    const unreachable = () => beginnings(store, officer).unreachable;
    expect(unreachable()).toBe(0);
    until({ validTo: "2021-12-31" });
    expect(unreachable()).toBe(0);
    until({ validTo: "2021-11-30" });
    expect(unreachable()).toBe(0);
    until({ validTo: "2021-11-29" });
    expect(unreachable()).toBe(1);
    until({ validFrom: "2021-12-01", validTo: null });
    expect(unreachable()).toBe(1);
  });

  it("count one without an address, and nothing of another office", () => {
    const { store, officer, personId } = place();
    anInstitution(store, anOffice(store, "cr"), { liaison: false });
    expect(beginnings(store, officer)).toEqual({ institutions: 1, unreachable: 0, briefings: 0, sent: 0 });
    store.db.update(people).set({ email: null }).where(eq(people.id, personId)).run();
    expect(beginnings(store, officer).unreachable).toBe(1);
  });
});
