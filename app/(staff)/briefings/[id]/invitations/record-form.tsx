import type { ReactNode } from "react";
import { noteAnswer } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { RecordForm } from "@/components/invitations/record";
import type { Option } from "@/components/ui/fields";
import type { Briefing } from "@/core/briefings/queries";
import { type Holder, tenuresOf } from "@/core/institutions/queries";
import { postText } from "@/core/institutions/rules";
import { type BoardRow, calledIn } from "@/core/invitations/board/queries";
import type { Invitation } from "@/core/invitations/queries";
import { dayOf } from "@/lib/dates";

/** How many known people are offered by name. */
const OFFERED = 5;

/** The people of an institution, the invitation's addressee first, then its liaisons, each once. */
export function knownPeople({ store, actor }: Context, briefing: Briefing, invitation: Invitation): Holder[] {
  const rank = (h: Holder) => (h.tenureId === invitation.addresseeTenureId ? 0 : h.liaison ? 1 : 2);
  const held = tenuresOf(store, actor.officeId, invitation.institutionId, dayOf(actor.now, briefing.zone)).sort(
    (a, b) => rank(a) - rank(b),
  );
  return held.filter((h, i) => held.findIndex((other) => other.personId === h.personId) === i);
}

/** The form for an answer heard by telephone or on paper. */
export function recordForm(context: Context, briefing: Briefing, row: BoardRow, kept: { show?: string; order?: string }): ReactNode {
  const { t, locale } = context;
  const people: Option[] = knownPeople(context, briefing, row.invitation)
    .slice(0, OFFERED)
    .map((h) => {
      const post = postText(h, h.form, locale);
      if (h.liaison || !post) return { value: h.personId, label: h.liaison ? t("invitations.record.liaison", { name: h.name }) : h.name };
      return { value: h.personId, label: t("invitations.record.person", { name: h.name, post }) };
    });
  return (
    <RecordForm
      key={row.invitation.id}
      action={noteAnswer}
      texts={formTexts(t)}
      t={t}
      invitationId={row.invitation.id}
      called={calledIn(row.name)}
      people={people}
      basedOn={row.invitation.answerId ?? "none"}
      channel={row.contact?.kind === "whatsapp" ? "whatsapp" : "phone"}
      {...kept}
    />
  );
}

/** For each message that could not be delivered, somebody else of the institution who has another address. */
export function otherAddresses(context: Context, briefing: Briefing, rows: BoardRow[]): Map<string, { tenureId: string; name: string }> {
  const found = new Map<string, { tenureId: string; name: string }>();
  for (const { invitation, trouble, liaison } of rows) {
    if (!trouble.some((x) => x.kind === "failed")) continue;
    const other = knownPeople(context, briefing, invitation).find((h) => h.email && h.email !== liaison?.email);
    if (other) found.set(invitation.id, { tenureId: other.tenureId, name: other.name });
  }
  return found;
}
