import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { answers, invitations } from "@/db/schema";
import type { AnswerChannel, AnswerValue } from "@/db/schema/invitations";
import type { Store } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { newId } from "@/lib/ids";
import type { Locale } from "@/lib/locales";
import { type Briefing, findBriefing } from "../../briefings/queries";
import { tenuresOf } from "../../institutions/queries";
import type { Actor } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { type Authorized, authorize } from "../../kernel/authorized";
import { accept, notFound, type Outcome, refuse } from "../../kernel/outcome";
import { subjectOf } from "../links/commands";
import { canInvite } from "../policy";
import { findInvitation, type Invitation, recordedPost } from "../queries";
import { dismissSubstitute, followAnswer, seatThoseWaiting, takeSeatsBack } from "../seats/commands";
import type { guestAnswerInput, recordAnswerInput, undoAnswerInput } from "./input";
import { askReceipt, dropReceipt } from "./mail";
import { canAnswer } from "./policy";
import { type Answer, answersSinceListed, findAnswer, wasSettled } from "./queries";
import { closedBy, closureRefusals, contradicts, isLate, recordedValue, UNDO_ANSWER } from "./rules";

type Noted = z.output<typeof recordAnswerInput>;
/** As staff heard it, as the institution typed it on its page, or as its calendar said it. */
type Said = Noted | (Omit<Noted, "channel"> & { channel: "calendar" }) | (z.output<typeof guestAnswerInput> & { invitationId: string });
export type Recorded = { invitationId: string; briefingId: string; answerId: string; value: AnswerValue; late: boolean; conflict: boolean };

/**
 * Records what an institution says: by its own link, or as staff heard it. Every answer is kept and the last one counts;
 * one that differs from an answer its form did not show is marked; one after the reply-by day is marked late. Refuses
 * only once the meeting has begun, is held or cancelled, or the invitation is withdrawn.
 */
export function recordAnswer(store: Store, actor: Actor, input: Said): Outcome<Recorded> {
  return store.transaction((tx) => {
    const invitation = authorize(findInvitation(tx, actor, input.invitationId), (i) => canAnswer(actor, i));
    const briefing = findBriefing(tx, actor, invitation.briefingId);
    if (!briefing) throw notFound();
    if (invitation.state === "withdrawn") return refuse("invitation_withdrawn");
    const closed = closedBy(briefing, actor.now);
    if (closed) return refuse(closureRefusals[closed]);
    const today = dayOf(actor.now, briefing.zone);
    if (input.value === "tentative" && input.tellBy && input.tellBy < today) return refuse("tell_by_past", { field: "tellBy" });
    const by = whoSays(tx, invitation, input, today);
    if (!by) return refuse("person_unknown", { field: "by" });

    const guest = actor.kind === "invitee" && "notice" in input ? input : undefined;
    const said = saidIn(input);
    const [before] = answersSinceListed(tx, invitation);
    const answer = tx.db
      .insert(answers)
      .values({
        id: newId("ans", actor.now),
        officeId: invitation.officeId,
        invitationId: invitation.id,
        at: actor.now,
        channel: channelOf(actor, input),
        ...by,
        ...said,
        recordedBy: actor.kind === "staff" ? actor.userId : null,
        late: isLate(briefing, actor.now),
        basedOn: input.basedOn ?? null,
        noticeVersion: guest?.notice ?? null,
      })
      .returning()
      .get();
    const conflict = contradicts(answer, before);
    const answered = keep(tx, actor, invitation, answer, conflict, guest?.language);
    followAnswer(tx, actor, answered, briefing, answer);
    record(tx, actor, "invitations.answered", subjectOf(invitation), {
      before: { answer: invitation.answer },
      after: { answer: answer.value },
      facts: { answer: answer.value, channel: answer.channel, late: answer.late ? 1 : 0, conflict: conflict ? 1 : 0 },
    });
    askReceipt(tx, actor, answered, answer.id);
    seatThoseWaiting(tx, actor, briefing);
    return accept({
      invitationId: invitation.id,
      briefingId: briefing.id,
      answerId: answer.id,
      value: answer.value,
      late: answer.late,
      conflict,
    });
  });
}

/** An institution speaks by its page or its calendar; every other way staff heard. */
const channelOf = (actor: Actor, input: Said): AnswerChannel => {
  const said = "channel" in input ? input.channel : "link";
  return actor.kind === "invitee" && said !== "calendar" ? "link" : said;
};

/** What an answer of this value says; what was typed under another choice is left out. */
function saidIn(input: Said): Pick<Answer, "value" | "reason" | "tellBy" | "substituteName" | "substitutePost"> {
  const declining = input.value === "declined";
  return {
    value: recordedValue(input.value, input.substituteName),
    reason: (declining && input.reason) || null,
    tellBy: (input.value === "tentative" && input.tellBy) || null,
    substituteName: (declining && input.substituteName) || null,
    substitutePost: (declining && input.substituteName && input.substitutePost) || null,
  };
}

/** Who says it: a person known at the institution with their post, or the name given; `undefined` for a person of another one. */
function whoSays(
  tx: Store,
  invitation: Invitation,
  { by, byName, byPost }: Said,
  day: string,
): Pick<Answer, "byName" | "byPost" | "byPersonId"> | undefined {
  if (by === undefined || by === "other") return byName ? { byName, byPost: byPost ?? null, byPersonId: null } : undefined;
  const known = tenuresOf(tx, invitation.officeId, invitation.institutionId, day);
  const holder = known.find((h) => h.personId === by);
  return holder && { byName: holder.name, byPost: recordedPost(tx, invitation, holder, known), byPersonId: holder.personId };
}

/** Keeps the answer that counts beside its invitation, and the language a guest chose. */
function keep(
  tx: Store,
  actor: Actor,
  invitation: Authorized<Invitation>,
  answer: Answer | undefined,
  conflict: boolean,
  language: Locale = invitation.language,
): Authorized<Invitation> {
  const kept = {
    answer: answer?.value ?? null,
    answerId: answer?.id ?? null,
    answeredAt: answer?.at ?? null,
    conflict,
    language,
    changedAt: actor.now,
  };
  tx.db.update(invitations).set(kept).where(eq(invitations.id, invitation.id)).run();
  return { ...invitation, ...kept };
}

/** Takes back an answer staff noted within the last minute, while it is still the last; the one before counts again, with its delegation. */
export function undoAnswer(
  store: Store,
  actor: Actor,
  input: z.output<typeof undoAnswerInput>,
): Outcome<{ invitationId: string; briefingId: string }> {
  return store.transaction((tx) => {
    const answer = authorize(findAnswer(tx, actor, input.id), (a) => canInvite(actor, a));
    const invitation = authorize(findInvitation(tx, actor, answer.invitationId), (i) => canInvite(actor, i));
    const briefing: Briefing | undefined = findBriefing(tx, actor, invitation.briefingId);
    if (!briefing) throw notFound();
    if (answer.undoneAt !== null) return accept({ invitationId: invitation.id, briefingId: briefing.id });
    if (answer.recordedBy === null) return refuse("answer_not_noted");
    if (invitation.answerId !== answer.id || actor.now - answer.at > UNDO_ANSWER) return refuse("answer_settled");

    tx.db
      .update(answers)
      .set({ undoneAt: actor.now })
      .where(and(eq(answers.id, answer.id), isNull(answers.undoneAt)))
      .run();
    const [last, before] = answersSinceListed(tx, invitation);
    const conflict = last !== undefined && contradicts(last, before) && !wasSettled(tx, invitation, last.at);
    keep(tx, actor, invitation, last, conflict);
    dismissSubstitute(tx, actor, invitation, answer);
    takeSeatsBack(tx, actor, briefing, answer.at);
    followAnswer(tx, actor, invitation, briefing, last);
    record(tx, actor, "invitations.answer_undone", subjectOf(invitation), {
      before: { answer: answer.value },
      after: { answer: last?.value ?? null },
      facts: { answer: answer.value },
    });
    dropReceipt(tx, invitation, answer.id);
    seatThoseWaiting(tx, actor, briefing);
    return accept({ invitationId: invitation.id, briefingId: briefing.id });
  });
}
