import { eq } from "drizzle-orm";
import { addInvitations, recordDelivery } from "@/core/invitations/commands";
import { currentLink, findInvitationByToken } from "@/core/invitations/links/queries";
import type { Invitation } from "@/core/invitations/queries";
import type { Invitee, Staff } from "@/core/kernel/actor";
import type { Outcome } from "@/core/kernel/outcome";
import { type briefings, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "./factories";

/** The value of an accepted act; anything else fails the test. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** The code an act was refused with. */
export const refusal = (outcome: Outcome<unknown>): string => (outcome.ok ? "accepted" : outcome.code);

export type Invited = {
  store: Store;
  officeId: string;
  briefingId: string;
  officer: Staff;
  institutionId: string;
  personId: string;
  invitationId: string;
  token: string;
  /** The holder of the link at an instant. */
  guest: (now?: number) => Invitee;
  /** The invitation as it stands. */
  row: () => Invitation;
};

type Wish = {
  acronym?: string;
  quota?: number;
  briefing?: Partial<typeof briefings.$inferInsert>;
  store?: Store;
  officeId?: string;
  briefingId?: string;
};

/** One institution, invited and written to, in an office of its own or in the one given. */
export function invited({ acronym = "MINSA", quota = 2, briefing = {}, ...place }: Wish = {}): Invited {
  const store = place.store ?? emptyStore();
  const officeId = place.officeId ?? anOffice(store);
  const briefingId = place.briefingId ?? aBriefing(store, officeId, briefing);
  const officer = aStaff(store, officeId);
  const { institutionId, personId } = anInstitution(store, officeId, { acronym, name: `Ministerio ${acronym}` });
  const { added } = value(
    addInvitations(store, officer, { briefingId, institutions: [{ id: institutionId, quota, addressee: undefined }] }),
  );
  const invitationId = added[0] ?? "";
  value(recordDelivery(store, officer, { id: invitationId, channel: "letter" }));
  const token = currentLink(store, invitationId)?.token ?? "";
  return {
    store,
    officeId,
    briefingId,
    officer,
    institutionId,
    personId,
    invitationId,
    token,
    guest: (now = NOW) => {
      const actor = findInvitationByToken(store, token, now);
      if (!actor) throw new Error("the link opens nothing");
      return actor;
    },
    row: () => store.db.select().from(invitations).where(eq(invitations.id, invitationId)).get() as Invitation,
  };
}
