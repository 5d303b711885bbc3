import { calendarResponse, deadCalendar } from "@/app/calendar-file";
import { recordsOf } from "@/core/invitations/answers/queries";
import { entryOf } from "@/core/invitations/calendar/mail";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { feedOf } from "@/core/reports/feeds/queries";
import { openStore } from "@/db/store";
import { calendarText } from "@/lib/calendar";
import { translator } from "@/lib/i18n";
import { isLocale } from "@/lib/locales";

export const dynamic = "force-dynamic";

/**
 * A calendar as programs read it: the meeting of an invitation, for whoever holds its link, or an office's meetings, at
 * the private address of one who works there. Every other address is not there.
 */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const token = /^(.+)\.ics$/.exec((await params).file)?.[1];
  const now = Date.now();
  const store = openStore();
  const actor = token ? findInvitationByToken(store, token, now) : undefined;
  const found = actor && recordsOf(store, actor);
  if (!found) {
    const feed = token ? feedOf(store, token, now) : undefined;
    return feed ? calendarResponse(calendarText("publish", feed.entries, feed.name), "enlace") : deadCalendar();
  }
  const { invitation, briefing, office } = found;
  const lang = new URL(request.url).searchParams.get("lang");
  const t = translator(isLocale(lang) ? lang : invitation.language);
  return calendarResponse(calendarText("publish", [entryOf({ t, office, briefing }, invitation, now)]), invitation.reference);
}
