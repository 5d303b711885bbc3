import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import { clashLines } from "@/app/day-notes";
import { lengthText } from "@/components/briefings/words";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { papersOf } from "@/core/briefings/materials/queries";
import { type Check, readiness } from "@/core/briefings/overview/rules";
import { canPlanBriefings } from "@/core/briefings/policy";
import { agendaOf, type Briefing } from "@/core/briefings/queries";
import { isPlanOn } from "@/core/briefings/reminding/rules";
import { isOpenForChanges } from "@/core/briefings/rules";
import { holidayDays, listHolidays } from "@/core/offices/queries";
import { noteOn } from "@/core/offices/rules";
import { addDays, dayOf, formatDay, formatHours, near } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { PlannedLine } from "./planned";
import type { BriefingStanding } from "./standing";

/** What is prepared and what is not, computed from the record; an open line is the way to mend it. Gone once the meeting was held or called off. */
export function Ready({ context, briefing, standing }: { context: Context; briefing: Briefing; standing: BriefingStanding }) {
  const { t, store, office, actor } = context;
  if (briefing.state === "held" || !isOpenForChanges(briefing)) return null;
  const checks = readiness(briefing, agendaOf(store, office.id, briefing.id), {
    papers: papersOf(store, office.id, briefing.id),
    languages: standing.languages,
    noAddress: standing.noAddress,
    invited: standing.invitations.length,
    holidays: holidayDays(store, office.id),
  });
  const plans = canPlanBriefings(actor, briefing);
  const reminds = isPlanOn(briefing.reminders);
  return (
    <section aria-labelledby="ready">
      <h2 id="ready">{t("briefings.ready.heading")}</h2>
      <ul className="ready">
        {!briefing.dateOpen &&
          clashLines(context, briefing.id, briefing.startsLocal.slice(0, 10)).map(({ text, link }) => (
            <li key={link?.href}>
              <Icon name="alert" className="warn" label={t("briefings.ready.open")} />
              <span>
                {text}{" "}
                <a className="link" href={link?.href}>
                  {link?.text}
                </a>
              </span>
            </li>
          ))}
        {checks.map((check) => (
          <li key={check.key}>
            <Icon
              name={check.done ? "check" : "hollow"}
              className={check.done ? "yes" : "none"}
              label={t(check.done ? "briefings.ready.done" : "briefings.ready.open")}
            />
            <span>{lineOf(check, context, briefing, standing, plans)}</span>
          </li>
        ))}
        <li>
          <Icon
            name={reminds ? "check" : "hollow"}
            className={reminds ? "yes" : "none"}
            label={t(reminds ? "briefings.ready.done" : "briefings.ready.open")}
          />
          <span>
            <PlannedLine context={context} briefing={briefing} />
          </span>
        </li>
      </ul>
    </section>
  );
}

/** What shows in a message and is not ready: texts in the languages of those written to, day, place, the day to reply by. */
const written: readonly Check["key"][] = ["title", "purpose", "working_day", "place", "online", "reply_by"];

/** What is not ready of what a message says, each with the way to mend it; nothing when all is. */
export function Unready({ context, briefing, standing }: { context: Context; briefing: Briefing; standing: BriefingStanding }) {
  const { t, store, office, actor } = context;
  const checks = readiness(briefing, agendaOf(store, office.id, briefing.id), {
    papers: papersOf(store, office.id, briefing.id),
    languages: standing.languages,
    noAddress: standing.noAddress,
    invited: standing.invitations.length,
    holidays: holidayDays(store, office.id),
  }).filter((check) => !check.done && written.includes(check.key));
  if (checks.length === 0) return null;
  const plans = canPlanBriefings(actor, briefing);
  return (
    <Notice tone="warn" icon={<Icon name="alert" />}>
      <p>
        <b>{t("briefings.ready.before")}</b>
      </p>
      <ul className="hindered">
        {checks.map((check) => (
          <li key={check.key}>{lineOf(check, context, briefing, standing, plans)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function lineOf(check: Check, context: Context, briefing: Briefing, standing: BriefingStanding, plans: boolean): ReactNode {
  const { t, locale, store, actor, office } = context;
  const today = dayOf(actor.now, office.zone);
  const mend = (href: string) => (chunks: ReactNode) =>
    plans ? (
      <a className="link" href={href}>
        {chunks}
      </a>
    ) : (
      chunks
    );
  const edit = (field: string) => ({ a: mend(`${paths.editBriefing(briefing.id)}#${field}`) });
  switch (check.key) {
    case "texts":
      return t("briefings.ready.texts", {
        languages: joined(
          standing.languages.map((lang) => t(`briefings.inLanguage.${lang}`)),
          locale,
        ),
      });
    case "title":
    case "purpose":
    case "access": {
      const languages = joined(
        (check.done ? standing.languages : check.missing).map((lang) => t(`briefings.inLanguage.${lang}`)),
        locale,
      );
      return t.rich(`briefings.ready.${check.key}${check.done ? "Done" : ""}`, { languages, ...edit(check.key) });
    }
    case "papers": {
      const languages = joined(
        (check.done ? standing.languages : check.missing).map((lang) => t(`briefings.inLanguage.${lang}`)),
        locale,
      );
      return t.rich(check.done ? "briefings.ready.papersDone" : "briefings.ready.papers", {
        languages,
        a: mend(paths.papers(briefing.id, { add: 1 })),
      });
    }
    case "working_day": {
      const [holiday] = listHolidays(store, office.id, check.day, check.day);
      const day = formatDay(check.day, locale, near("long", check.day, today));
      const name = holiday ? readText(holiday.name, locale, office.language) : "";
      return (
        <>
          {t.rich(holiday ? "briefings.ready.holiday" : "briefings.ready.weekend", { day, name, ...edit("date") })}
          {insteadOf(check.day, context)}
        </>
      );
    }
    case "agenda_empty":
      return t.rich("briefings.ready.agendaEmpty", { a: mend(paths.agenda(briefing.id)) });
    case "agenda_over":
      return t.rich("briefings.ready.agendaOver", { length: lengthText(check.minutes, t), a: mend(paths.agenda(briefing.id)) });
    case "agenda":
      return t("briefings.ready.agenda", {
        n: check.n,
        hours: formatHours(check.starts, check.ends, locale),
        opened: check.opened ? 1 : 0,
      });
    case "speaker":
      return t.rich("briefings.ready.speaker", { a: mend(`${paths.agenda(briefing.id, { item: check.itemId })}#${check.itemId}`) });
    case "place":
      return check.done ? t("briefings.ready.placeDone", { place: briefing.venue ?? "" }) : t.rich("briefings.ready.place", edit("place"));
    case "online":
      return check.done ? t("briefings.ready.onlineDone") : t.rich("briefings.ready.online", edit("place"));
    case "reply_by": {
      const day = check.day && formatDay(check.day, locale, near("long", check.day, today));
      if (check.done) return t("briefings.ready.replyByDone", { day });
      return (
        <>
          {t.rich(check.day ? "briefings.ready.replyByClosed" : "briefings.ready.replyBy", { day, ...edit("replyBy") })}
          {check.day && insteadOf(check.day, context, briefing.startsLocal.slice(0, 10))}
        </>
      );
    }
    case "addresses":
      return check.done
        ? t("briefings.ready.addressesDone")
        : t.rich("briefings.ready.addresses", {
            n: check.n,
            names: joined(
              standing.unreachable.map((id) => standing.names.get(id)?.acronym ?? readText(standing.names.get(id)?.name, locale)),
              locale,
            ),
            a: mend(paths.invitations(briefing.id, { show: "not_sent" })),
          });
  }
}

/** Which working day there is instead of one that is none. */
function insteadOf(day: string, { t, locale, store, office, actor }: Context, before?: string): string {
  const today = dayOf(actor.now, office.zone);
  const note = noteOn(day, listHolidays(store, office.id, addDays(day, -366), addDays(day, 366)), before);
  return note
    ? `. ${t(note.earlier ? "calendar.note.earlier" : "calendar.note.next", { day: formatDay(note.instead, locale, near("long", note.instead, today)) })}`
    : "";
}
