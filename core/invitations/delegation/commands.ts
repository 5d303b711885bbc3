import { and, eq, isNotNull, lt, or } from "drizzle-orm";
import type { z } from "zod";
import { briefings, delegateNeeds, delegates, invitations } from "@/db/schema";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { Locale } from "@/lib/locales";
import { fold } from "@/lib/text";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { tenuresOf } from "../../institutions/queries";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, type Refused, refuse } from "../../kernel/outcome";
import { askReceipt } from "../answers/mail";
import { canAnswer } from "../answers/policy";
import { closedBy, closureRefusals } from "../answers/rules";
import { subjectOf } from "../links/commands";
import { canPurge } from "../policy";
import { findInvitation, type Invitation, recordedPost } from "../queries";
import { removeDelegates, reseat, seatThoseWaiting } from "../seats/commands";
import { modeIn } from "../seats/rules";
import type { SeatInput, saveDelegationInput } from "./input";
import { tellNominees } from "./mail";
import { type Delegate, delegationOf, sentBefore, stampOf } from "./queries";
import { inOrder, NEEDS_KEPT, usingHolds } from "./rules";

type Saved = { invitationId: string; briefingId: string; named: number; toDesignate: number; waiting: number };
type Input = z.output<typeof saveDelegationInput> & { language?: Locale; notice?: string };

/**
 * Saves an institution's delegation as one list: what the list leaves out is taken out, a new name uses up a seat held,
 * seats are given in its order within quota and room, and whoever finds none waits. Only after a "yes". Refuses a form that others have overtaken.
 */
export function saveDelegation(store: Store, actor: Actor, input: Input): Outcome<Saved> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canAnswer(actor, i));
    const briefing = findBriefing(tx, actor, invitation.briefingId);
    if (!briefing) throw notFound();
    if (invitation.state === "withdrawn") return refuse("invitation_withdrawn");
    const closed = closedBy(briefing, actor.now);
    if (closed) return refuse(closureRefusals[closed]);
    if (invitation.answer !== "accepted") return refuse("answer_first");
    const before = delegationOf(tx, invitation);
    if (input.stamp !== undefined && input.stamp !== stampOf(before))
      return refuse("names_changed", { current: { stamp: stampOf(before), names: before.map((d) => d.name ?? "") } });

    const wanted = resolve(tx, actor, invitation, briefing, before, input.seats);
    if (isRefused(wanted)) return wanted;
    const rows = usingHolds(before, wanted);
    const kept = new Set(rows.flatMap((row) => row.delegate?.id ?? []));
    removeDelegates(
      tx,
      actor,
      before.filter((d) => !kept.has(d.id)),
    );
    for (const [position, row] of inOrder(rows).entries()) write(tx, actor, invitation, position, row);
    tx.db
      .update(delegates)
      .set({ setAsideBy: null })
      .where(and(eq(delegates.invitationId, invitation.id), isNotNull(delegates.setAsideBy)))
      .run();

    const language = (actor.kind === "invitee" && input.language) || invitation.language;
    tx.db.update(invitations).set({ language }).where(eq(invitations.id, invitation.id)).run();
    const counts = reseat(tx, actor, invitation, briefing);
    const auditId = record(tx, actor, "invitations.delegation_saved", subjectOf(invitation), {
      before: { delegation: before.map(shown) },
      after: { delegation: delegationOf(tx, invitation).map(shown) },
      facts: input.notice ? { ...counts, notice: input.notice } : counts,
    });
    askReceipt(tx, actor, { ...invitation, language }, auditId);
    tellNominees(tx, actor, { ...invitation, language });
    seatThoseWaiting(tx, actor, briefing);
    return accept({ invitationId: invitation.id, briefingId: briefing.id, ...counts });
  });
}

const shown = ({ name, post, role, mode, seat }: Delegate) => ({ name, post, role, mode, seat });
const isRefused = (thing: Row[] | Refused): thing is Refused => !Array.isArray(thing);

type Row = Omit<SeatInput, "name" | "post" | "mode"> & {
  delegate?: Delegate;
  personId: string | null;
  name: string | null;
  post: string | null;
  mode: "on_site" | "online";
};

/** Finds out who each row is; refuses one who stands twice, faults a person or row of another institution. */
function resolve(
  tx: Store,
  actor: Actor,
  invitation: Invitation,
  briefing: Briefing,
  standing: Delegate[],
  seats: SeatInput[],
): Row[] | Refused {
  const known = tenuresOf(tx, invitation.officeId, invitation.institutionId, dayOf(actor.now, briefing.zone));
  const earlier = seats.some((s) => s.from?.startsWith("dlg_")) ? sentBefore(tx, invitation, [], actor.now) : [];
  const own = tx.db.select().from(delegates).where(eq(delegates.invitationId, invitation.id)).all();
  const held = standing.filter((d) => d.name === null && !seats.some((s) => s.id === d.id));
  const rows = seats.map((seat): Row => {
    const mode = modeIn(briefing, seat.mode);
    if (seat.id) {
      const delegate = own.find((d) => d.id === seat.id);
      if (!delegate) throw notFound();
      const { personId, name, post } = delegate;
      return { ...seat, mode, delegate, personId, name: seat.name ?? name, post: seat.post ?? post };
    }
    if (!seat.from && !seat.name) return { ...seat, mode, delegate: held.shift(), personId: null, name: null, post: null };
    if (!seat.from) return { ...seat, mode, personId: null, name: seat.name ?? null, post: seat.post ?? null };
    const holder = known.find((k) => k.personId === seat.from);
    if (holder) {
      const post = seat.post ?? recordedPost(tx, invitation, holder, known);
      return { ...seat, mode, personId: holder.personId, name: holder.name, post };
    }
    const sent = earlier.find((d) => d.id === seat.from);
    if (!sent) throw notFound();
    return { ...seat, mode, personId: null, name: sent.name, post: seat.post ?? sent.post };
  });
  const names = new Set<string>();
  for (const [i, { name }] of rows.entries()) {
    if (name === null) continue;
    if (names.has(fold(name))) return refuse("named_twice", { params: { name }, field: `seats[${i}].name` });
    names.add(fold(name));
  }
  return rows;
}

function write(tx: Store, actor: Actor, invitation: Authorized<Invitation>, position: number, row: Row): void {
  const said = { position, name: row.name, post: row.post, role: row.role, mode: row.mode };
  const consents = { listConsent: row.listConsent, photoConsent: row.photoConsent, followUpConsent: row.followUpConsent };
  const id = row.delegate?.id ?? newId("dlg", actor.now);
  if (row.delegate)
    tx.db
      .update(delegates)
      .set({ ...said, ...consents, email: row.email ?? row.delegate.email, removedAt: null, setAsideBy: null })
      .where(eq(delegates.id, id))
      .run();
  else
    tx.db
      .insert(delegates)
      .values({
        id,
        officeId: invitation.officeId,
        invitationId: invitation.id,
        ...said,
        ...consents,
        personId: row.personId,
        seat: "waiting",
        email: row.email ?? null,
        substitute: false,
        createdAt: actor.now,
      })
      .run();
  if (row.clearNeeds) tx.db.delete(delegateNeeds).where(eq(delegateNeeds.delegateId, id)).run();
  if (row.access.length === 0 && !row.need) return;
  const needs = { access: row.access, note: row.need ?? null, createdAt: actor.now };
  tx.db
    .insert(delegateNeeds)
    .values({ delegateId: id, officeId: invitation.officeId, ...needs })
    .onConflictDoUpdate({ target: delegateNeeds.delegateId, set: needs })
    .run();
}

/**
 * Deletes the access and dietary needs noted for meetings that are over for seven days, as those who wrote them were
 * promised; a meeting that waits for its new date keeps them. Recorded with each briefing as a number.
 */
export function purgeNeeds(store: Store, actor: Actor): Outcome<{ purged: number }> {
  return store.transaction((tx) => {
    authorize(actor, canPurge);
    const over = tx.db
      .select({ id: delegateNeeds.delegateId, officeId: briefings.officeId, briefingId: briefings.id })
      .from(delegateNeeds)
      // Cross joins are walked in this order: from the few needs there are, not from the archive of meetings.
      .crossJoin(delegates)
      .crossJoin(invitations)
      .crossJoin(briefings)
      .where(
        and(
          eq(delegates.id, delegateNeeds.delegateId),
          and(eq(invitations.officeId, delegates.officeId), eq(invitations.id, delegates.invitationId)),
          and(eq(briefings.officeId, invitations.officeId), eq(briefings.id, invitations.briefingId)),
          lt(briefings.endsAt, actor.now - NEEDS_KEPT),
          or(eq(briefings.dateOpen, false), eq(briefings.state, "cancelled")),
        ),
      )
      .all();
    for (const { id } of over) tx.db.delete(delegateNeeds).where(eq(delegateNeeds.delegateId, id)).run();
    for (const [briefingId, officeId] of new Map(over.map((need) => [need.briefingId, need.officeId]))) {
      const n = over.filter((need) => need.briefingId === briefingId).length;
      record(tx, actor, "invitations.needs_purged", { type: "briefing", id: briefingId, officeId, briefingId }, { facts: { n } });
    }
    return accept({ purged: over.length });
  });
}
