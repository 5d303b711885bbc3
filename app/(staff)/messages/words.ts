import "server-only";
import type { Context } from "@/app/context";
import { messageKinds } from "@/app/mailing";
import { calledBy } from "@/core/invitations/sending/rules";
import type { Message } from "@/core/kernel/outbox";
import { writtenBy } from "@/core/mail/listing/queries";
import { isPrivate } from "@/core/mail/listing/rules";
import { dayOf, formatMoment, near } from "@/lib/dates";

/** "30 Nov, 9:14" in the office's zone, and in another year with it. */
export const moment = (at: number, { actor, office, locale }: Context): string =>
  formatMoment(at, office.zone, locale, near("short", dayOf(at, office.zone), dayOf(actor.now, office.zone)));

/** The kind of a message in the reader's words. */
export function kindText({ kind, payload = null }: Pick<Message, "kind"> & { payload?: Message["payload"] }, { t }: Context): string {
  const called = calledBy({ kind, payload });
  return t.maybe(`outbox.kinds.${called}`) ?? called;
}

/** Its subject: as it left, or as it would leave now; none of what is a colleague's alone, or what nothing would be said by any more. */
export const subjectOf = ({ store, actor }: Context, message: Message): string | undefined => {
  if (isPrivate(message)) return undefined;
  const content = message.subject === null ? writtenBy(messageKinds, store, message, actor.now) : undefined;
  return message.subject ?? content?.subject;
};
