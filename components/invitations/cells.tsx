import { Icon, type IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { BoardRow, Contact } from "@/core/invitations/board/queries";
import type { Phase, Trouble } from "@/core/invitations/board/rules";
import { namesOwed } from "@/core/invitations/rules";
import type { ToldRow } from "@/core/invitations/telling/queries";
import type { Attendance } from "@/db/schema/invitations";
import { dayOf, formatDay, near } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { phoneText, phoneUri } from "@/lib/phones";

/** What the cells of a board need besides their row; `today` (`YYYY-MM-DD`) tells which dates need their year. */
export type BoardTexts = { t: Translator; zone: string; today: string; phase: Phase };

/** "30 Nov", and in another year "30 Nov 2021". */
const short = (day: string, { t, today }: BoardTexts): string => formatDay(day, t.locale, near("short", day, today));

const shortAt = (at: number, texts: BoardTexts): string => short(dayOf(at, texts.zone), texts);

/** How the answer came, or how often it was asked for. */
export function Said({ row, ...texts }: BoardTexts & { row: BoardRow }) {
  const { t, phase } = texts;
  const { answer, reminders, standing } = row;
  if (!answer)
    return standing === "none" && reminders > 0 ? <span className="meta">{t("invitations.board.reminders", { n: reminders })}</span> : null;
  const day = shortAt(answer.at, texts);
  return (
    <>
      <span className="meta">
        {t("invitations.board.answeredBy", { channel: t(`vocabulary.channels.${answer.channel}`), day, name: answer.byName })}
      </span>
      {phase === "said" && answer.late && <span className="meta">{t("invitations.board.trouble.late")}</span>}
      {answer.value === "tentative" && answer.tellBy && (
        <span className="meta">{t("invitations.board.tellBy", { day: short(answer.tellBy, texts) })}</span>
      )}
      {answer.substituteName && <span className="meta">{t("invitations.board.substitute", { name: answer.substituteName })}</span>}
    </>
  );
}

/** Whether the institution knows, and whether its answer is for the new date. */
export function Told({ told, yes, ...texts }: BoardTexts & { told: ToldRow; yes: string }) {
  const { t } = texts;
  const day = (at: number) => shortAt(at, texts);
  const { at, state, reconfirmedAt } = told;
  return (
    <>
      <span className={state === "told" || state === "leaving" ? undefined : "open-seat"}>
        {t(`invitations.board.told.${state}`, { day: at === null ? "" : day(at) })}
      </span>
      {reconfirmedAt !== undefined && (
        <span className={reconfirmedAt === null ? "meta open-seat" : "meta"}>
          {reconfirmedAt === null ? t("invitations.board.told.open") : t("invitations.board.told.again", { yes, day: day(reconfirmedAt) })}
        </span>
      )}
    </>
  );
}

/** Trouble is a word, not a colour alone. */
export function Word({ trouble, t }: { trouble: Trouble; t: Translator }) {
  const { kind, ...facts } = trouble;
  const text = t(`invitations.board.trouble.${kind}`, facts);
  return (
    <strong className="trouble meta">
      <Icon name="alert" size={16} />
      {text}
    </strong>
  );
}

const attendances: Record<Attendance, { tone: Tone; icon: IconName }> = {
  present: { tone: "yes", icon: "check" },
  substitute: { tone: "yes", icon: "people" },
  excused: { tone: "none", icon: "minus" },
  absent: { tone: "none", icon: "cross" },
};

/** Whether an institution came, as somebody has noted it. */
export function Came({ came, t }: { came: Attendance | null; t: Translator }) {
  if (!came) return <span className="meta">{t("came.open")}</span>;
  return <Pill {...attendances[came]}>{t(`vocabulary.attendances.${came}`)}</Pill>;
}

/** Head first, then the others with their posts; seats to be designated count apart. */
export function Delegation({ row, t, phase }: { row: BoardRow; t: Translator; phase: Phase }) {
  const { invitation, delegates } = row;
  const owed = phase === "open" ? namesOwed(invitation) : 0;
  if (invitation.answer !== "accepted") return null;
  const people = delegates.filter((d) => d.name !== null);
  if (people.length === 0 && invitation.toDesignate === 0)
    return <span className={owed > 0 ? "open-seat" : "meta"}>{t("invitations.board.nobody")}</span>;
  return (
    <>
      <span className="count">{t("invitations.board.of", { named: invitation.named, quota: invitation.quota })}</span>
      <ul>
        {people.map((d) => (
          <li key={d.id}>
            {d.name}
            {d.post && (
              <span className="meta" lang={invitation.language}>
                {d.post}
              </span>
            )}
            {d.mode === "online" && <span className="meta">{t("invitations.board.online")}</span>}
            {d.seat === "waiting" && <span className="meta">{t("invitations.board.waiting")}</span>}
          </li>
        ))}
        {owed > 0 && invitation.toDesignate > 0 && <li className="open-seat">{t("invitations.board.toDesignate", { n: owed })}</li>}
      </ul>
    </>
  );
}

const states: Partial<Record<Contact["state"], "leaving" | "failed" | "uncertain">> = {
  queued: "leaving",
  sending: "leaving",
  failed: "failed",
  uncertain: "uncertain",
};

export function LastContact({ contact, ...texts }: BoardTexts & { contact: Contact }) {
  const { t } = texts;
  const state = states[contact.state];
  return (
    <>
      {t.maybe(`invitations.contact.${contact.kind}`)}{" "}
      <span className="meta">{state ? t(`invitations.contact.${state}`) : shortAt(contact.at, texts)}</span>
    </>
  );
}

/** Whom the office writes to and calls; what is missing leads to where it is mended. */
export function Liaison({ row, href, t }: { row: BoardRow; href: string; t: Translator }) {
  const { liaison } = row;
  if (!liaison)
    return (
      <>
        <span className="meta">{t("invitations.board.noLiaison")}</span>
        <a className="link" href={href}>
          {t("invitations.board.choose")}
        </a>
      </>
    );
  return (
    <>
      {liaison.name}
      {!liaison.email && <span className="meta">{t("invitations.board.noAddress")}</span>}
      {liaison.verifySince !== null && <span className="meta text-warn">{t("people.verify.state")}</span>}
      {liaison.phone && (
        <a className="tel link" href={phoneUri(liaison.phone)}>
          <Icon name="phone" />
          <span>{phoneText(liaison.phone)}</span>
        </a>
      )}
    </>
  );
}
