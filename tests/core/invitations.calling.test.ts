import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findBriefing } from "@/core/briefings/queries";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { callList } from "@/core/invitations/calling/queries";
import { noteContact } from "@/core/invitations/contacts/commands";
import type { Staff } from "@/core/kernel/actor";
import { people } from "@/db/schema";
import { whatsAppUrl } from "@/lib/mobiles";
import { anOffice, aStaff } from "../factories";
import { type Invited, invited, value } from "../invited";

let a: Invited;
let b: Invited;

beforeEach(() => {
  a = invited({ acronym: "MINSA", briefing: { state: "inviting" } });
  b = invited({ acronym: "MIDES", store: a.store, officeId: a.officeId, briefingId: a.briefingId });
});

const list = (actor: Staff = a.officer) => {
  const briefing = findBriefing(a.store, actor, a.briefingId);
  return briefing
    ? callList(a.store, actor, briefing).map(({ name, to, contacted }) => [name?.acronym, to?.phone, contacted?.channel])
    : [];
};

describe("the call list", () => {
  it("names who has not answered, with whom to call, also those nobody can write to", () => {
    a.store.db.update(people).set({ email: null }).where(eq(people.id, b.personId)).run();
    expect(list().sort()).toEqual([
      ["MIDES", "+507 555-0101", undefined],
      ["MINSA", "+507 555-0101", undefined],
    ]);
  });

  it("drops who answers on the telephone, and says when somebody was called", () => {
    const said = { value: "accepted", by: a.personId, channel: "phone" } as const;
    const rest = { byName: undefined, byPost: undefined, tellBy: undefined, reason: undefined, substituteName: undefined };
    value(recordAnswer(a.store, a.officer, { ...said, ...rest, substitutePost: undefined, basedOn: "none", invitationId: a.invitationId }));
    value(noteContact(a.store, a.officer, { briefingId: a.briefingId, invitations: [b.invitationId], channel: "phone" }));
    expect(list()).toEqual([["MIDES", "+507 555-0101", "phone"]]);
  });

  it("is the own office's alone", () => {
    expect(list(aStaff(a.store, anOffice(a.store, "cr")))).toEqual([]);
  });
});

describe("a text in WhatsApp", () => {
  it("opens for mobile telephones alone, with the words prepared", () => {
    expect(whatsAppUrl("+50766123456", "Hola: ¿vienen?")).toBe(`https://wa.me/50766123456?text=${encodeURIComponent("Hola: ¿vienen?")}`);
    for (const none of ["+5075550101", "+50766123456 ext. 12", "66123456", "x"]) expect(whatsAppUrl(none, "x")).toBeUndefined();
  });
});
