import { and, eq, inArray } from "drizzle-orm";
import { followUps } from "@/db/schema";
import type { Store } from "@/db/store";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { papersForInvited } from "../../briefings/materials/queries";
import { eachOnce, ownLanguageFirst } from "../../briefings/materials/rules";
import { findInvitation, type Invitation, invitationsByIds } from "../../invitations/queries";
import { contactText, guestUrl, type Letter, letterOf, whenFact } from "../../invitations/sending/mail";
import { mailOf } from "../../invitations/wording/mail";
import type { Staff } from "../../kernel/actor";
import type { MessageKind, MessageKinds } from "../../kernel/outbox";
import { plannedFor } from "../questions/rules";
import { byDue, concerning, momentFor, rowOf, selectRows } from "../register/queries";

type Kind = "thanks" | "regret";

/** Nobody is thanked for an answer: who came stands in the attendance. A regret goes to whoever did not come, or had said so and is not known to have come. */
export function isDue(kind: Kind, { came, answer, state }: Pick<Invitation, "came" | "answer" | "state">): boolean {
  if (state === "withdrawn") return false;
  const there = came === "present" || came === "substitute";
  if (kind === "thanks") return there;
  return !there && (came !== null || answer === "declined");
}

const list = (items: string[]): MailBlock[] => (items.length > 0 ? [{ kind: "list", items }] : []);

/**
 * What was agreed at the meeting in which the institution takes part and which stands: what is done is thanked for as
 * done. One that did not come reads only of what is still ahead: nothing that sounds like a reproach.
 */
function agreements(store: Store, kind: Kind, { t, invitation, now }: Letter): string[] {
  const { officeId, institutionId, briefingId } = invitation;
  const { today } = momentFor(store, officeId, now);
  const open = ["open", "in_progress", "blocked"] as const;
  const where = and(
    eq(followUps.officeId, officeId),
    eq(followUps.briefingId, briefingId),
    concerning(officeId, institutionId),
    inArray(followUps.state, kind === "thanks" ? [...open, "done", "verified"] : [...open]),
  );
  return selectRows(store.db)
    .where(where)
    .orderBy(...byDue)
    .all()
    .map(rowOf)
    .filter(({ dueOn }) => kind === "thanks" || dueOn === null || dueOn >= today)
    .map(({ what, dueOn, state }) => {
      if (state === "done" || state === "verified") return t("wording.values.agreementDone", { what });
      return dueOn ? t("wording.values.agreement", { what, day: plannedFor(dueOn, today, t.locale) }) : what;
    });
}

function content(store: Store, kind: Kind, letter: Letter, own: Parameters<typeof mailOf>[1]["own"]): MailContent {
  const { t, briefing } = letter;
  const shared = eachOnce(papersForInvited(store, briefing.officeId, briefing.id), t.locale);
  const papers = ownLanguageFirst(shared, t.locale).map(({ title }) => title);
  return mailOf(letter, {
    kind,
    own,
    preview: t("wording.values.afterPreview"),
    values: {
      facts: [{ kind: "facts", rows: [whenFact(letter)] }],
      // What a confidential meeting was about stands on its page alone.
      materials: briefing.confidential ? [] : list(papers),
      agreements: briefing.confidential ? [] : list(agreements(store, kind, letter)),
      page: [
        { kind: "button", label: t("wording.values.meetingPage"), href: guestUrl(letter) },
        { kind: "note", text: contactText(letter) },
      ],
    },
  });
}

/** After the meeting; obsolete where it was not held, is not over, or who came is known to be otherwise. */
const kindOf =
  (kind: Kind): MessageKind =>
  (store, { officeId, invitationId, payload, words }, now) => {
    // What leaves by plan is thanks for a day or two: weeks later it would look forgotten.
    if (typeof payload?.until === "number" && now > payload.until) return "obsolete";
    const found = officeId && invitationId ? invitationsByIds(store, officeId, [invitationId]).get(invitationId) : undefined;
    if (!found || found.addresseeTenureId !== payload?.tenureId || !isDue(kind, found)) return "obsolete";
    const letter = letterOf(store, found, found.addresseeTenureId, now);
    if (!letter || letter.briefing.state === "cancelled" || letter.briefing.dateOpen || letter.briefing.endsAt > now) return "obsolete";
    return content(store, kind, letter, words);
  };

/** The thanks to those who came, and the regret to those who could not. */
export const thankingMail: MessageKinds = { thanks: kindOf("thanks"), regret: kindOf("regret") };

/** What an institution will get after the meeting if its message left now; `undefined` while nobody is chosen to receive it. */
export function afterwardsOf(store: Store, actor: Staff, invitationId: string, kind: Kind): MailContent | undefined {
  const found = findInvitation(store, actor, invitationId);
  const letter = found && letterOf(store, found, found.addresseeTenureId, actor.now);
  return letter && content(store, kind, letter, null);
}
