import { calendarResponse, deadCalendar } from "@/app/calendar-file";
import { recordsOf } from "@/core/invitations/answers/queries";
import { entryOf } from "@/core/invitations/calendar/mail";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { openStore } from "@/db/store";
import { calendarText } from "@/lib/calendar";
import { translator } from "@/lib/i18n";
import { isLocale } from "@/lib/locales";

export const dynamic = "force-dynamic";

/** The meeting of an invitation as a file for calendars, for whoever holds its link; every other address is not there. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const token = /^(.+)\.ics$/.exec((await params).file)?.[1];
  const now = Date.now();
  const store = openStore();
  const actor = token ? findInvitationByToken(store, token, now) : undefined;
  const found = actor && recordsOf(store, actor);
  if (!found) return deadCalendar();
  const { invitation, briefing, office } = found;
  const lang = new URL(request.url).searchParams.get("lang");
  const t = translator(isLocale(lang) ? lang : invitation.language);
  return calendarResponse(calendarText("publish", [entryOf({ t, office, briefing }, invitation.id, now)]), invitation.reference);
}
