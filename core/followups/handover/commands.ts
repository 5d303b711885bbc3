import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { agendaItems, briefings, clearances, handovers } from "@/db/schema";
import { followUps } from "@/db/schema/followups";
import type { Handed } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import { subjectOf as ofBriefing } from "../../briefings/commands";
import { findAgendaItem, findBriefing } from "../../briefings/queries";
import { findClearance } from "../../invitations/clearing/queries";
import { about } from "../../invitations/sending/commands";
import type { Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome, refuse } from "../../kernel/outcome";
import { ofUser } from "../../offices/commands";
import { canKeepOffice } from "../../offices/policy";
import { findUser, type Member } from "../../offices/queries";
import { findFollowUp } from "../queries";
import { subjectOf as ofFollowUp, tell } from "../story/commands";
import type { handOverInput, undoHandoverInput } from "./input";
import { holdingsOf, inPlaceOf, receivers } from "./queries";
import { receiverOf } from "./rules";

type Passed = { userId: string; n: number };

/** Hands what a colleague holds to others, in one act. Refuses a receiver who does not work here, and an act that moves nothing. */
export function handOver(store: Store, actor: Staff, input: z.output<typeof handOverInput>): Outcome<Passed> {
  return store.transaction((tx) => {
    const from = authorize(findUser(tx, actor, input.userId), (m) => canKeepOffice(actor, { id: m.officeId }));
    const colleagues = new Map(receivers(tx, actor, from.userId).map((member) => [member.userId, member]));
    const { userId: _, ...chosen } = input;
    const items: Handed[] = [];
    for (const { kind, id } of holdingsOf(tx, actor, from.userId)) {
      const to = receiverOf(chosen, kind, id);
      if (!to) continue;
      const receiver = colleagues.get(to);
      if (!receiver) return refuse("receiver_unknown");
      const passed = pass(tx, actor, { kind, id, to }, from, receiver);
      if (passed) items.push(passed);
    }
    if (items.length === 0) return refuse("nothing_handed_over");
    tx.db
      .insert(handovers)
      .values({ id: newId("hnd", actor.now), officeId: actor.officeId, fromId: from.userId, byId: actor.userId, at: actor.now, items })
      .run();
    record(tx, actor, "offices.handed_over", ofUser(from), { facts: { n: items.length } });
    return accept({ userId: from.userId, n: items.length });
  });
}

/** Takes a handover back: everything that still lies where it went goes to where it was. What has moved on since stays. */
export function undoHandover(store: Store, actor: Staff, input: z.output<typeof undoHandoverInput>): Outcome<Passed> {
  return store.transaction((tx) => {
    const handover = authorize(
      tx.db
        .select()
        .from(handovers)
        .where(and(eq(handovers.officeId, actor.officeId), eq(handovers.id, input.handoverId)))
        .get(),
      (h) => canKeepOffice(actor, { id: h.officeId }),
    );
    if (handover.undoneAt !== null) return refuse("handover_undone");
    const back = findUser(tx, actor, handover.fromId);
    let n = 0;
    for (const item of handover.items) {
      const holder = findUser(tx, actor, item.to);
      if (back && holder && pass(tx, actor, { ...item, to: back.userId }, holder, back)) n++;
    }
    tx.db.update(handovers).set({ undoneAt: actor.now }).where(eq(handovers.id, handover.id)).run();
    record(tx, actor, "offices.handover_undone", { type: "user", id: handover.fromId, officeId: handover.officeId }, { facts: { n } });
    return accept({ userId: handover.fromId, n });
  });
}

/** Passes one thing from one colleague to another, with its line in the history; nothing when it does not lie with the first. */
function pass(tx: Store, actor: Staff, item: Handed, from: Member, to: Member): Handed | undefined {
  const { kind, id } = item;
  const { officeId } = actor;
  if (kind === "briefing") {
    const briefing = findBriefing(tx, actor, id);
    if (briefing?.ownerId !== from.userId) return undefined;
    const own = and(eq(briefings.officeId, officeId), eq(briefings.id, id));
    tx.db
      .update(briefings)
      .set({ ownerId: to.userId, version: briefing.version + 1 })
      .where(own)
      .run();
    record(tx, actor, "briefings.handed_over", ofBriefing(briefing), {
      before: { ownerId: from.userId },
      after: { ownerId: to.userId },
    });
  } else if (kind === "follow_up") {
    const followUp = findFollowUp(tx, actor, id);
    if (followUp?.leadKind !== "office" || followUp.leadUserId !== from.userId) return undefined;
    const own = and(eq(followUps.officeId, officeId), eq(followUps.id, id));
    tx.db
      .update(followUps)
      .set({ leadUserId: to.userId, version: followUp.version + 1 })
      .where(own)
      .run();
    tell(tx, actor, followUp, { kind: "edit", changes: { handedOver: [from.name, to.name] } });
    record(tx, actor, "followups.handed_over", ofFollowUp(followUp), {
      before: { lead: from.userId },
      after: { lead: to.userId },
      facts: { number: followUp.number },
    });
  } else if (kind === "speaker") {
    const found = findAgendaItem(tx, actor, id);
    const was = found?.speakers.find((speaker) => speaker.name === from.name);
    if (!found || !was) return undefined;
    const speakers = inPlaceOf(found.speakers, from.name, { name: to.name, ...(item.post ? { post: item.post } : {}) });
    const own = and(eq(agendaItems.officeId, officeId), eq(agendaItems.id, id));
    tx.db
      .update(agendaItems)
      .set({ speakers, version: found.version + 1 })
      .where(own)
      .run();
    const subject = { type: "agenda_item", id, officeId, briefingId: found.briefingId } as const;
    record(tx, actor, "briefings.item_edited", subject, {
      before: { speakers: found.speakers },
      after: { speakers },
      facts: { kind: found.kind },
    });
    return { ...item, ...(was.post ? { post: was.post } : {}) };
  } else {
    const clearance = findClearance(tx, actor, id);
    if (clearance?.askedBy !== from.userId) return undefined;
    const own = and(eq(clearances.officeId, officeId), eq(clearances.id, id));
    tx.db.update(clearances).set({ askedBy: to.userId }).where(own).run();
    record(tx, actor, "invitations.clearance_handed_over", about({ id: clearance.briefingId, officeId }));
  }
  return item;
}
