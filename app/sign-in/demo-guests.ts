import "server-only";
import { nextBriefings } from "@/core/briefings/queries";
import { nominal } from "@/core/institutions/rules";
import { currentLink } from "@/core/invitations/links/queries";
import { calledOn, invitationsTo } from "@/core/invitations/queries";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";

/** A few liaisons' pages a demo can show: invitations to the next briefing that went out and wait for an answer. Callers have asked whether this is a demo. */
export function demoGuests(
  store: Store,
  officeId: string,
  locale: Locale,
  now: number,
  most = 3,
): { href: string; ofInstitution: string }[] {
  const waiting = nextBriefings(store, officeId, now, 5).flatMap((briefing) => {
    const open = invitationsTo(store, officeId, briefing.id).filter((i) => i.state === "sent" && i.answer === null);
    const names = calledOn(store, briefing, open);
    return open.map((invitation) => ({ invitation, name: names.get(invitation.institutionId) }));
  });
  return waiting.slice(0, most).flatMap(({ invitation, name }) => {
    const link = currentLink(store, invitation.id);
    return link && name ? [{ href: paths.guest(link.token), ofInstitution: nominal(name.name, name.article, locale).of }] : [];
  });
}
