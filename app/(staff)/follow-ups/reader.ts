import "server-only";
import type { Context } from "@/app/context";
import type { Reader } from "@/components/followups/words";
import { dayOf } from "@/lib/dates";
import { readText } from "@/lib/localized";

/** What the texts about follow-ups need to know of the one who reads. */
export const readerOf = ({ actor, office, t, locale }: Context): Reader => ({
  t,
  today: dayOf(actor.now, office.zone),
  zone: office.zone,
  office: readText(office.shortName, locale, office.language),
  own: office.language,
});
