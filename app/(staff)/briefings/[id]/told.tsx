import type { Context } from "@/app/context";
import { whenText } from "@/components/briefings/words";
import { Icon } from "@/components/ui/icon";
import type { Briefing } from "@/core/briefings/queries";
import { type Holder, namesOn } from "@/core/institutions/queries";
import type { Invitation } from "@/core/invitations/queries";
import { calledOn } from "@/core/invitations/queries";
import { isReachable } from "@/core/invitations/sending/queries";
import { type Known, knownBy, tellingOf } from "@/core/invitations/telling/queries";
import { dayOf, formatDay, near } from "@/lib/dates";
import { joined } from "@/lib/i18n";
import { languageNames } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { phoneText, phoneUri } from "@/lib/phones";

type Called = { invitation: Invitation; to: Holder | undefined };

/** Whom a change of date or a cancellation is told to, by name, before it is decided; and who will have to be called. */
export function WhoIsTold({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { store, actor, t, locale } = context;
  const known = knownBy(store, actor, briefing);
  const rows: Called[] = known;
  if (rows.length === 0) return <p>{t("briefings.told.nobody")}</p>;
  const mailed = rows.filter(({ to }) => isReachable(to)).map(({ invitation }) => invitation.institutionId);
  const names = namesOn(store, actor.officeId, mailed, briefing.startsLocal.slice(0, 10));
  const called = rows.filter(({ to }) => !isReachable(to));
  return (
    <>
      {mailed.length > 0 && (
        <p>
          {t("briefings.told.who", {
            n: mailed.length,
            names: joined(
              mailed.map((id) => names.get(id)?.acronym ?? readText(names.get(id)?.name, locale)),
              locale,
            ),
          })}
        </p>
      )}
      <ToCall context={context} briefing={briefing} rows={called} text={t("briefings.told.byPhone", { n: called.length })} />
      <WhatTheyKnow context={context} briefing={briefing} rows={known} />
    </>
  );
}

/** One line an institution: what it was told last and when, in which language it will read of the change, and what it answered. */
function WhatTheyKnow({ context, briefing, rows }: { context: Context; briefing: Briefing; rows: Known[] }) {
  const { store, actor, t, locale } = context;
  const today = dayOf(actor.now, briefing.zone);
  const names = calledOn(
    store,
    briefing,
    rows.map(({ invitation }) => invitation),
  );
  const day = (at: number) => formatDay(dayOf(at, briefing.zone), locale, near("short", dayOf(at, briefing.zone), today));
  return (
    <details className="fold known">
      <summary>
        <Icon name="right" size={16} />{" "}
        {t("withdrawal.known", { when: briefing.dateOpen ? t("briefings.dateOpen") : whenText(briefing, locale) })}
      </summary>
      <ul>
        {rows.map(({ invitation, kind, at, people }) => {
          const name = names.get(invitation.institutionId);
          return (
            <li key={invitation.id}>
              <b lang="es">{name?.acronym ?? readText(name?.name, locale)}</b>{" "}
              <span className="meta">
                {[
                  [t.maybe(`invitations.contact.${kind}`), at === null ? "" : day(at)].filter(Boolean).join(", "),
                  languageNames[invitation.language],
                  t(`vocabulary.answers.${invitation.answer ?? "none"}`),
                  people > 0 && t("withdrawal.people", { n: people }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Institutions to be told by telephone: each with whom to call. Nothing where there are none. */
export function ToCall({ context, briefing, rows, text }: { context: Context; briefing: Briefing; rows: Called[]; text: string }) {
  const { store, t, locale } = context;
  if (rows.length === 0) return null;
  const names = calledOn(
    store,
    briefing,
    rows.map(({ invitation }) => invitation),
  );
  return (
    <div className="to-call">
      <p>{text}</p>
      <ul>
        {rows.map(({ invitation, to }) => {
          const name = names.get(invitation.institutionId);
          return (
            <li key={invitation.id}>
              <a className="link" href={paths.invitation(briefing.id, invitation.id)} lang="es">
                {name?.acronym ?? readText(name?.name, locale)}
              </a>
              {to ? <span>{to.name}</span> : <span>{t("briefings.told.nobodyToCall")}</span>}
              {to?.phone && (
                <a className="tel link" href={phoneUri(to.phone)}>
                  <Icon name="phone" size={16} />
                  {phoneText(to.phone)}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** "All 10 institutions were told.", or how many of them were. */
export function toldText({ store, actor, t }: Context, briefing: Briefing): string {
  const { all, told, leaving } = tellingOf(store, actor, briefing);
  if (all === 0) return t("briefings.next.nobodyTold");
  if (leaving > 0) return t("briefings.passed.leaving", { n: leaving });
  return told === all ? t("briefings.told.all", { n: all }) : t("briefings.told.some", { n: told, of: all });
}
