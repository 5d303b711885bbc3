import type { Store } from "@/db/store";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import type { Words } from "@/lib/mail/words";
import { delegationOf } from "../delegation/queries";
import type { Invitation } from "../queries";
import { hasAnswered } from "../rules";
import { contactText, guestUrl, type Letter, whenFact, whereFact } from "../sending/mail";
import { takesMessages } from "../sending/rules";
import { mailOf } from "../wording/mail";

/** Whether an institution still means to come, by an answer for the date that holds, to a meeting that is still ahead. */
export const isExpected = (invitation: Invitation, { briefing, now }: Pick<Letter, "briefing" | "now">, since?: number): boolean =>
  invitation.state === "sent" && invitation.answer === "accepted" && hasAnswered(invitation, since) && takesMessages(briefing, now);

/** The day before, to those who come: when, where, how to get in, whom they send, and where the agenda is. */
export function dayBefore(store: Store, letter: Letter, own?: Words | null): MailContent {
  const { t, briefing, office, invitation } = letter;
  const access = readText(briefing.accessNotes, t.locale, office.language);
  const online = briefing.mode !== "on_site" && briefing.onlineUrl ? briefing.onlineUrl : undefined;
  const seated = delegationOf(store, invitation).filter((d) => d.setAsideBy === null && d.seat === "seated");
  const people: MailBlock[] =
    seated.length > 0
      ? [{ kind: "list", items: seated.map((d) => [d.name ?? t("guest.named.toDesignate"), d.post].filter(Boolean).join(", ")) }]
      : [];
  return mailOf(letter, {
    kind: "day_before",
    own,
    preview: t("wording.values.dayBeforePreview"),
    values: {
      facts: [
        {
          kind: "facts",
          rows: [
            whenFact(letter),
            whereFact(letter),
            ...(access ? [{ label: t("wording.values.access"), value: access }] : []),
            ...(online ? [{ label: t("invitations.mail.online"), value: t("wording.values.join"), href: online }] : []),
          ],
        },
      ],
      people,
      page: [
        { kind: "button", label: t("wording.values.agenda"), href: guestUrl(letter) },
        { kind: "note", text: [t("wording.values.notComing"), contactText(letter)].filter(Boolean).join(" ") },
      ],
    },
  });
}
