import Link from "next/link";
import type { ReactNode } from "react";
import type { BoardRow } from "@/core/invitations/board/queries";
import { isUntold } from "@/core/invitations/telling/rules";
import type { Translator } from "@/lib/i18n";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { type BoardTexts, Came, Delegation, LastContact, Liaison, Said, Told, Word } from "./cells";
import { TickAll } from "./chosen";
import { Opened } from "./opened";
import { StandingPill } from "./standing";

/** Where the rows lead. */
export type BoardLinks = {
  dossier: (id: string) => string;
  /** Whose dossier stands beside the board. */
  current?: string;
  /** The board with this row's form open, or closed again; `undefined` where answers cannot be noted. */
  record?: (id: string) => string;
  closeRecord: string;
};

type Props = BoardTexts & {
  rows: BoardRow[];
  caption: string;
  links: BoardLinks;
  /** After a postponement or cancellation: who was told, and who answered for the new date. */
  told?: "postponed" | "cancelled";
  /** The act that sends what came back to another address of the institution. */
  readdress?: (id: string, called: string, other: { tenureId: string; name: string }) => ReactNode;
  /** The act that notes that an institution was told by telephone. */
  noteTold?: (id: string, called: string) => ReactNode;
  /** The form the rows can be ticked for; `undefined` where nothing can be done with several. */
  picking?: string;
  /** Whose form stands open, and the form. */
  opened?: { id: string; form: ReactNode };
  /** Another address for a message that could not be delivered, by invitation. */
  others: Map<string, { tenureId: string; name: string }>;
};

/** Who said what: a table where there is room, cards where there is not. */
export function Board({ rows, caption, links, told, noteTold, readdress, picking, opened, others, ...texts }: Props) {
  const { t, phase } = texts;
  return (
    <table className={told ? "board passed" : "board"}>
      <caption className="heard-only">{caption}</caption>
      <thead>
        <tr>
          {picking && (
            <td className="pick">
              {rows.some((row) => row.standing !== "withdrawn") && (
                <TickAll rows={rows.map((row) => row.invitation.id).join()} label={t("invitations.chosen.all")} />
              )}
            </td>
          )}
          <th scope="col">{t("invitations.board.institution")}</th>
          {phase === "said" ? (
            <>
              <th scope="col">{t("invitations.board.said")}</th>
              <th scope="col">{t("came.column")}</th>
            </>
          ) : (
            <>
              <th scope="col">{t("invitations.board.answer")}</th>
              {told && <th scope="col">{t(`invitations.board.told.${told}`)}</th>}
              <th scope="col">{t("invitations.board.delegation")}</th>
            </>
          )}
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
              noteTold={noteTold}
              readdress={readdress}
              picking={picking}
              open={open}
              other={others.get(row.invitation.id)}
              {...texts}
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
  noteTold: Props["noteTold"];
  readdress: Props["readdress"];
  picking: string | undefined;
  open: boolean;
  other?: { tenureId: string; name: string };
  children: ReactNode;
};

function Row({ row, links, told, noteTold, readdress, picking, open, other, children, ...texts }: RowProps) {
  const { t, phase } = texts;
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
          <a
            className="name"
            href={links.dossier(invitation.id)}
            aria-current={links.current === invitation.id ? "true" : undefined}
            lang={name.acronym ? "es" : full.lang}
          >
            {called}
          </a>
          {name.acronym && full.text && (
            <a className="meta name font-normal!" href={paths.institution(invitation.institutionId)} lang={full.lang}>
              {full.text}
            </a>
          )}
        </th>
        <td className="said">
          <StandingPill standing={row.standing} t={t} />
          <Said row={row} {...texts} />
          {row.trouble.map((trouble) => (
            <Word key={trouble.kind} trouble={trouble} t={t} />
          ))}
          {other && readdress?.(invitation.id, called, other)}
        </td>
        {told && (
          <td className="told">
            {row.told && <Told told={row.told} yes={String(invitation.answer === "accepted")} {...texts} />}
            {isUntold(row.told) && noteTold?.(invitation.id, called)}
          </td>
        )}
        <td className="named">
          {phase === "said" && row.standing !== "withdrawn" && <Came came={invitation.came} t={t} />}
          <Delegation row={row} t={t} phase={phase} />
        </td>
        <td className="last">{row.contact && <LastContact contact={row.contact} {...texts} />}</td>
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
          <td colSpan={6 + Number(told) + Number(picking !== undefined)}>
            <Opened row={`row-${invitation.id}`} close={links.closeRecord}>
              {children}
            </Opened>
          </td>
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
