import type { SeatHeld } from "@/core/institutions/people/queries";
import { read, readText } from "@/core/kernel/localized";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";

/** The delegations somebody was part of, the latest first: the day, the meeting, for whom and as what. */
export function Delegations({ t, seats, own }: { t: Translator; seats: SeatHeld[]; own: Locale }) {
  return (
    <ol className="timeline">
      {seats.map((seat) => {
        const title = read(seat.title, t.locale, own);
        const day = seat.startsLocal.slice(0, 10);
        return (
          <li key={seat.id}>
            <time dateTime={day}>{formatDay(day, t.locale, "shortYear")}</time>
            <div>
              <a className="name" href={paths.briefing(seat.briefingId)} lang={title.lang === t.locale ? undefined : title.lang}>
                {title.text}
              </a>
              <p className="text-muted">
                {[seat.acronym ?? readText(seat.name, own), seat.post, t(`vocabulary.delegateRoles.${seat.role}`)]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
