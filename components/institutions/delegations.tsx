import type { SeatHeld } from "@/core/institutions/people/queries";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import type { Reading } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { shortName, Today } from "./succession";

/** The delegations somebody was part of, the latest first: the day, the meeting, for whom and as what. */
export function Delegations({ t, seats, own }: { t: Translator; seats: (Omit<SeatHeld, "title"> & { title: Reading })[]; own: Locale }) {
  return (
    <ol className="timeline">
      {seats.map((seat) => {
        const day = seat.startsLocal.slice(0, 10);
        return (
          <li key={seat.id}>
            <time dateTime={day}>{formatDay(day, t.locale, "shortYear")}</time>
            <div>
              <a className="name" href={paths.briefing(seat.briefingId)} lang={seat.title.lang === t.locale ? undefined : seat.title.lang}>
                {seat.title.text}
              </a>
              <p className="text-muted">
                {[shortName(seat.called, own), seat.post, t(`vocabulary.delegateRoles.${seat.role}`)].filter(Boolean).join(" · ")}{" "}
                <Today t={t} then={seat.called} now={seat} own={own} />
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
