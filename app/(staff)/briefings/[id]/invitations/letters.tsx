import type { Holder, NameOn } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { ownLetter } from "@/core/invitations/lettering/rules";
import type { Invitation } from "@/core/invitations/queries";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

type Props = {
  t: Translator;
  held: Invitation[];
  names: Map<string, NameOn>;
  people: Map<string, Holder>;
  /** The invitation whose preview stands beside, and where that of another one is. */
  shown: string;
  at: (invitationId: string) => string;
};

/** Invitations by the language they are written in, the most frequent first. */
export function byLanguage(invitations: Invitation[]): { language: Locale; rows: Invitation[] }[] {
  const languages = [...new Set(invitations.map((i) => i.language))];
  return languages
    .map((language) => ({ language, rows: invitations.filter((i) => i.language === language) }))
    .sort((a, b) => b.rows.length - a.rows.length);
}

/** "7 in Spanish · 2 in English". */
export const languagesText = (invitations: Invitation[], t: Translator): string =>
  byLanguage(invitations)
    .map(({ language, rows }) => t("invitations.send.inLanguage", { language, n: rows.length }))
    .join(" · ");

/** What else is to be known of a letter: its seats, and whether it speaks in words of its own. */
export const letterNote = (invitation: Invitation, t: Translator): string =>
  [t("invitations.send.seats", { quota: invitation.quota }), ownLetter(invitation) ? t("invitations.send.ownText") : ""]
    .filter(Boolean)
    .join(" · ");

/** Invitations that wait, language by language: whom each goes to, each with its preview one press away. */
export function Letters({ held, ...rest }: Props) {
  return byLanguage(held).map(({ language, rows }) => (
    <section key={language} aria-labelledby={`in-${language}`}>
      <h4 id={`in-${language}`}>{rest.t("invitations.send.inLanguage", { language, n: rows.length })}</h4>
      <InOneLanguage {...rest} held={rows} />
    </section>
  ));
}

function InOneLanguage({ t, held, names, people, shown, at }: Props) {
  return (
    <ul className="recipients">
      {held.map((invitation) => {
        const called = calledIn(names.get(invitation.institutionId));
        const to = people.get(invitation.addresseeTenureId ?? "");
        return (
          <li key={invitation.id} className={invitation.id === shown ? "shown" : undefined}>
            <p>
              <b lang="es">{called}</b>
              <br />
              <small className="meta">
                {to ? t("invitations.send.recipient", { name: to.name, address: to.email ?? "" }) : t("invitations.board.noLiaison")} ·{" "}
                {letterNote(invitation, t)}
              </small>
            </p>
            <a
              className="link"
              href={`${at(invitation.id)}#preview`}
              aria-current={invitation.id === shown ? "true" : undefined}
              aria-label={t("invitations.send.previewOf", { name: called })}
            >
              {t("invitations.send.preview")}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
