import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { holdersByTenure, institutionsByIds } from "../../institutions/queries";
import type { Staff } from "../../kernel/actor";
import { findOffice } from "../../offices/queries";
import { invitationsTo } from "../queries";

/** Whom a copy of a briefing would invite: each with its seats, and with its addressee where that one still holds the post. */
export type GuestsToCopy = {
  institutions: { id: string; quota: number; addressee: string | undefined }[];
  /** Institutions whose addressee of then has left: another one is proposed. */
  changed: string[];
  /** Institutions that no longer exist. */
  gone: string[];
};

/** The standing list of a briefing as a new briefing would begin with it today. Nothing of what was sent or answered goes along. */
export function guestsToCopy(store: Store, actor: Staff, briefingId: string): GuestsToCopy {
  const { officeId } = actor;
  const today = dayOf(actor.now, findOffice(store, officeId).zone);
  const standing = invitationsTo(store, officeId, briefingId).filter((i) => i.state !== "withdrawn");
  const known = institutionsByIds(
    store,
    officeId,
    standing.map((i) => i.institutionId),
  );
  const holders = holdersByTenure(
    store,
    officeId,
    standing.flatMap((i) => i.addresseeTenureId ?? []),
  );
  const there = standing.filter((i) => known.get(i.institutionId)?.archivedAt === null);
  const inOffice = (tenureId: string | null): boolean => {
    const holder = tenureId ? holders.get(tenureId) : undefined;
    return holder !== undefined && (holder.validFrom ?? "") <= today && (holder.validTo ?? "9999") >= today;
  };
  return {
    institutions: there.map(({ institutionId: id, quota, addresseeTenureId }) => ({
      id,
      quota,
      addressee: addresseeTenureId && inOffice(addresseeTenureId) ? addresseeTenureId : undefined,
    })),
    changed: there.flatMap((i) => (i.addresseeTenureId && !inOffice(i.addresseeTenureId) ? [i.institutionId] : [])),
    gone: standing.flatMap((i) => (there.includes(i) ? [] : [i.institutionId])),
  };
}
