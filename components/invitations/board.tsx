import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { BoardRow, Contact, ToldRow } from "@/core/invitations/board/queries";
import type { Trouble } from "@/core/invitations/board/rules";
import { namesOwed } from "@/core/invitations/rules";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { read } from "@/lib/localized";
import { TickAll } from "./chosen";
import { StandingPill } from "./standing";

/** What a board needs besides its rows. */
export type BoardTexts = { t: Translator; zone: string };
export type BoardLinks = {
  dossier: (id: string) => string;
  /** The board with this row's form open, or closed again; `undefined` where answers cannot be noted. */
  record?: (id: string) => string;
  closeRecord: string;
  /** The dossier's form with another address ready to be saved. */
  readdress: (id: string, tenureId: string) => string;
};

type Props = BoardTexts & {
  rows: BoardRow[];
  caption: string;
  links: BoardLinks;
  /** After a postponement or cancellation: who was told, and who answered for the new date. */
  told?: "postponed" | "cancelled";
  /** The form the rows can be ticked for; `undefined` where nothing can be done with several. */
  picking?: string;
  /** Whose form stands open, and the form. */
  opened?: { id: string; form: ReactNode };
  /** Another address for a message that could not be delivered, by invitation. */
  others: Map<string, { tenureId: string; name: string }>;
};

/** Who said what: a table where there is room, cards where there is not. */
export function Board({ rows, caption, links, told, picking, opened, others, t, zone }: Props) {
  return (
    <table className={told ? "board passed" : "board"}>
      <caption className="heard-only">{caption}</caption>
      <thead>
        <tr>
          {picking && (
            <td className="pick">
              <TickAll rows={rows.map((row) => row.invitation.id).join()} label={t("invitations.chosen.all")} />
            </td>
          )}
          <th scope="col">{t("invitations.board.institution")}</th>
          <th scope="col">{t("invitations.board.answer")}</th>
          {told && <th scope="col">{t(`invitations.board.told.${told}`)}</th>}
          <th scope="col">{t("invitations.board.delegation")}</th>
          <th scope="col">{t("invitations.board.contact")}</th>
          <th scope="col">{t("invitations.board.liaison")}</th>
          <td>
            <span className="heard-only">{t("invitations.board.action")}</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const open = opened?.id === row.invitation.id;
          return (
            <Row
              key={row.invitation.id}
              row={row}
              links={links}
              told={told !== undefined}
              picking={picking}
              open={open}
              other={others.get(row.invitation.id)}
              t={t}
              zone={zone}
            >
              {open && opened.form}
            </Row>
          );
        })}
      </tbody>
    </table>
  );
}

type RowProps = BoardTexts & {
  row: BoardRow;
  links: BoardLinks;
  told: boolean;
  picking: string | undefined;
  open: boolean;
  other?: { tenureId: string; name: string };
  children: ReactNode;
};

function Row({ row, links, told, picking, open, other, t, zone, children }: RowProps) {
  const { invitation, name } = row;
  const full = read(name.name, "es");
  const called = name.acronym ?? full.text;
  return (
    <>
      <tr id={`row-${invitation.id}`} className={open ? "opened" : undefined}>
        {picking && (
          <td className="pick">
            {row.standing !== "withdrawn" && (
              <label className="tick">
                <input
                  type="checkbox"
                  name="i"
                  value={invitation.id}
                  form={picking}
                  aria-label={t("invitations.chosen.one", { name: called })}
                />
              </label>
            )}
          </td>
        )}
        <th className="who" scope="row">
          <a className="name" href={links.dossier(invitation.id)} lang={name.acronym ? "es" : full.lang}>
            {called}
          </a>
          {name.acronym && full.text && (
            <span className="meta" lang={full.lang}>
              {full.text}
            </span>
          )}
        </th>
        <td className="said">
          <StandingPill standing={row.standing} t={t} />
          <Said row={row} t={t} zone={zone} />
          {row.trouble.map((trouble) => (
            <Word key={trouble.kind} trouble={trouble} t={t} />
          ))}
          {other && (
            <a className="link meta" href={links.readdress(invitation.id, other.tenureId)}>
              {t("invitations.board.useAddress", { name: other.name })}
            </a>
          )}
        </td>
        {told && (
          <td className="told">{row.told && <Told told={row.told} yes={String(invitation.answer === "accepted")} t={t} zone={zone} />}</td>
        )}
        <td className="named">
          <Delegation row={row} t={t} />
        </td>
        <td className="last">{row.contact && <LastContact contact={row.contact} t={t} zone={zone} />}</td>
        <td className="liaison">
          <Liaison row={row} href={`${links.dossier(invitation.id)}#edit`} t={t} />
        </td>
        <td className="act">
          {links.record && row.standing !== "withdrawn" && (
            <RecordLink
              href={open ? links.closeRecord : links.record(invitation.id)}
              open={open}
              text={t(open ? "invitations.board.close" : invitation.answer ? "invitations.board.change" : "invitations.board.record")}
              called={called}
              t={t}
            />
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6 + Number(told) + Number(picking !== undefined)}>{children}</td>
        </tr>
      )}
    </>
  );
}

function RecordLink({ href, open, text, called, t }: { href: string; open: boolean; text: string; called: string; t: Translator }) {
  return (
    <Link
      className="button plain"
      href={href}
      scroll={false}
      prefetch={false}
      aria-expanded={open}
      aria-label={t("invitations.board.actOf", { act: text, name: called })}
    >
      {text}
    </Link>
  );
}

/** How the answer came, or how often it was asked for. */
function Said({ row, t, zone }: BoardTexts & { row: BoardRow }) {
  const { answer, reminders, standing } = row;
  if (!answer)
    return standing === "none" && reminders > 0 ? <span className="meta">{t("invitations.board.reminders", { n: reminders })}</span> : null;
  const day = formatDay(dayOf(answer.at, zone), t.locale, "short");
  return (
    <>
      <span className="meta">
        {t("invitations.board.answeredBy", { channel: t(`vocabulary.channels.${answer.channel}`), day, name: answer.byName })}
      </span>
      {answer.value === "tentative" && answer.tellBy && (
        <span className="meta">{t("invitations.board.tellBy", { day: formatDay(answer.tellBy, t.locale, "short") })}</span>
      )}
      {answer.substituteName && <span className="meta">{t("invitations.board.substitute", { name: answer.substituteName })}</span>}
    </>
  );
}

/** Whether the institution knows, and whether its answer is for the new date. */
function Told({ told, yes, t, zone }: BoardTexts & { told: ToldRow; yes: string }) {
  const day = (at: number) => formatDay(dayOf(at, zone), t.locale, "short");
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

/** Head first, then the others with their posts; seats to be designated count apart. */
function Delegation({ row, t }: { row: BoardRow; t: Translator }) {
  const { invitation, delegates } = row;
  if (invitation.answer !== "accepted") return null;
  const people = delegates.filter((d) => d.name !== null);
  if (people.length === 0 && invitation.toDesignate === 0) return <span className="open-seat">{t("invitations.board.nobody")}</span>;
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
        {invitation.toDesignate > 0 && <li className="open-seat">{t("invitations.board.toDesignate", { n: namesOwed(invitation) })}</li>}
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

function LastContact({ contact, t, zone }: BoardTexts & { contact: Contact }) {
  const state = states[contact.state];
  return (
    <>
      {t.maybe(`invitations.contact.${contact.kind}`)}{" "}
      <span className="meta">{state ? t(`invitations.contact.${state}`) : formatDay(dayOf(contact.at, zone), t.locale, "short")}</span>
    </>
  );
}

/** Whom the office writes to and calls; what is missing leads to where it is mended. */
function Liaison({ row, href, t }: { row: BoardRow; href: string; t: Translator }) {
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
      {liaison.phone && (
        <a className="tel link" href={`tel:${liaison.phone.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" />
          <span>{liaison.phone}</span>
        </a>
      )}
    </>
  );
}
