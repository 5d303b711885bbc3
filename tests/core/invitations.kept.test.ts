import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { metInstitutions, unmetInstitutions, yearFigures } from "@/core/reports/queries";
import { briefings } from "@/db/schema";
import { anOffice, aStaff } from "../factories";
import { invited, value } from "../invited";

const YEAR = {
  from: Date.parse("2021-01-01T00:00:00Z"),
  to: Date.parse("2022-01-01T00:00:00Z"),
  metSince: Date.parse("2021-06-01T00:00:00Z"),
};

/** One institution that said yes to a briefing that is then held. */
function met() {
  const place = invited();
  value(
    recordAnswer(place.store, place.officer, {
      invitationId: place.invitationId,
      value: "accepted",
      channel: "phone",
      by: "other",
      byName: "Ana Ruiz",
    }),
  );
  const pass = (state: "held" | "cancelled" | "inviting") =>
    place.store.db.update(briefings).set({ state }).where(eq(briefings.id, place.briefingId)).run();
  return { ...place, pass };
}

describe("what an invitation keeps of its briefing", () => {
  it("starts when the briefing starts, also after it was moved", () => {
    const { store, briefingId, row } = met();
    const startOf = () => store.db.select().from(briefings).where(eq(briefings.id, briefingId)).get()?.startsAt ?? 0;
    expect(row().startsAt).toBe(startOf());
    store.db
      .update(briefings)
      .set({ startsAt: startOf() + 86_400_000 })
      .where(eq(briefings.id, briefingId))
      .run();
    expect(row().startsAt).toBe(startOf());
  });

  it("is met once the briefing was held, and no longer when that is taken back or the answer changes", () => {
    const place = met();
    expect(place.row().met).toBe(false);
    place.pass("held");
    expect(place.row().met).toBe(true);
    place.pass("inviting");
    expect(place.row().met).toBe(false);
    place.pass("held");
    place.store.raw.prepare("update invitation set answer = 'declined' where id = ?").run(place.invitationId);
    expect(place.row().met).toBe(false);
  });
});

describe("the figures of a year", () => {
  it("count an institution as invited and met, in its office alone", () => {
    const { store, officer, pass, institutionId } = met();
    pass("held");
    expect(yearFigures(store, officer, YEAR)).toMatchObject({ held: 1, invited: 1, met: 1, unmet: 0 });
    expect(metInstitutions(store, officer, YEAR.from, YEAR.to)).toEqual([institutionId]);
    const stranger = aStaff(store, anOffice(store, "cr"));
    expect(yearFigures(store, stranger, YEAR)).toMatchObject({ held: 0, invited: 0, met: 0, unmet: 0 });
    expect(metInstitutions(store, stranger, YEAR.from, YEAR.to)).toEqual([]);
  });

  it("leave out an institution that was asked off", () => {
    const { store, officer, pass, invitationId, institutionId } = met();
    value(withdrawInvitation(store, officer, { id: invitationId }));
    pass("held");
    expect(yearFigures(store, officer, YEAR)).toMatchObject({ invited: 0, met: 0, unmet: 1 });
    expect(unmetInstitutions(store, officer, YEAR.metSince)).toEqual([institutionId]);
  });
});
