import { Fragment } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { byDay } from "@/core/briefings/agenda/rules";
import { formatDay } from "@/lib/dates";
import { SinceWeMet } from "./since";
import type { GuestPaper, GuestView } from "./view";
import { capital, hourText } from "./words";

/** What only helps: agenda, documents and access, folded, and whom to ask, at the same place in every state; of a meeting that is off, nothing else. */
export function Desk({ view }: { view: GuestView }) {
  const { t, agenda, access, answers, closed, papers } = view;
  if (closed === "cancelled")
    return (
      <div className="desk">
        <Help view={view} />
      </div>
    );
  const folds = agenda.length > 0 || papers.length > 0 || access.text !== "";
  return (
    <div className="desk">
      {answers.length > 0 ? <SinceWeMet view={view} /> : null}
      {folds ? (
        <div className="folds">
          {agenda.length > 0 ? <Agenda view={view} /> : null}
          {papers.length > 0 ? (
            <details open={closed === "held"}>
              <summary>{t("guest.documents.title", { n: papers.length })}</summary>
              <div className="fold">
                <Papers papers={papers} />
              </div>
            </details>
          ) : null}
          {access.text ? (
            <details>
              <summary>{t("guest.access")}</summary>
              <div className="fold">
                <p className="lines" lang={access.fallback ? access.lang : undefined}>
                  {access.text}
                </p>
                {closed ? null : <p className="mu s">{t("guest.accessAsk")}</p>}
              </div>
            </details>
          ) : null}
        </div>
      ) : null}
      <Help view={view} />
    </div>
  );
}

function Agenda({ view }: { view: GuestView }) {
  const { t, agenda, programme } = view;
  const days = byDay(agenda);
  return (
    <details>
      <summary>{t("guest.agenda")}</summary>
      <div className="fold">
        {days.map(({ day, items }) => (
          <Fragment key={day}>
            {days.length > 1 ? (
              <p className="sub" id={`day-${day}`}>
                {capital(formatDay(day, t.locale), t.locale)}
              </p>
            ) : null}
            <ol className={t.locale === "es" ? "agenda wide" : "agenda"} aria-labelledby={days.length > 1 ? `day-${day}` : undefined}>
              {items.map(({ start, text, papers }) => (
                <li key={start + text.text}>
                  <time dateTime={start}>{hourText(view, start)}</time>{" "}
                  <div>
                    <span lang={text.fallback ? text.lang : undefined}>{text.text}</span>
                    {papers.length > 0 ? <Papers papers={papers} /> : null}
                  </div>
                </li>
              ))}
            </ol>
          </Fragment>
        ))}
        <p>
          <a href={programme} download>
            {t("letters.programme.programmePdf")}
          </a>
        </p>
      </div>
    </details>
  );
}

function Papers({ papers }: { papers: GuestPaper[] }) {
  return (
    <ul className="papers">
      {papers.map(({ id, href, title, lang, facts }) => (
        <li key={id}>
          <a href={href} lang={lang}>
            {title}
          </a>
          <p className="mu s">{facts}</p>
        </li>
      ))}
    </ul>
  );
}

const digits = (phone: string): string => phone.replace(/[^\d+]/g, "");

/** Whom to ask, and how. */
export function Help({ view }: { view: Pick<GuestView, "t" | "office" | "names"> }) {
  const { t, office, names } = view;
  const ways: [IconName, string, string][] = [];
  if (office.contactPhone) ways.push(["phone", `tel:${digits(office.contactPhone)}`, office.contactPhone]);
  if (office.contactWhatsapp)
    ways.push([
      "whatsapp",
      `https://wa.me/${digits(office.contactWhatsapp).replace("+", "")}`,
      t("guest.whatsapp", { phone: office.contactWhatsapp }),
    ]);
  if (office.contactEmail) ways.push(["mail", `mailto:${office.contactEmail}`, office.contactEmail]);
  return (
    <footer className="help">
      <h2>{t("guest.help")}</h2>
      <p className="mu">{[office.contactName, names.short].filter(Boolean).join(", ")}</p>
      <ul>
        {ways.map(([icon, href, text]) => (
          <li key={href}>
            <a href={href} rel={href.startsWith("https:") ? "noreferrer" : undefined}>
              <Icon name={icon} size={20} />
              <span className="one">{text}</span>
            </a>
          </li>
        ))}
      </ul>
    </footer>
  );
}
