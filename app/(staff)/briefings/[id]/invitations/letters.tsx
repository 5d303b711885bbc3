import type { Holder, NameOn } from "@/core/institutions/queries";
import { calledIn } from "@/core/invitations/board/queries";
import type { Invitation } from "@/core/invitations/queries";
import type { Translator } from "@/lib/i18n";
import { languageNames } from "@/lib/locales";

type Props = {
  t: Translator;
  held: Invitation[];
  names: Map<string, NameOn>;
  people: Map<string, Holder>;
  /** The invitation whose preview stands beside, and where that of another one is. */
  shown: string;
  at: (invitationId: string) => string;
};

/** Invitations that wait: whom each goes to, in which language, each with its preview one press away. */
export function Letters({ t, held, names, people, shown, at }: Props) {
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
                {languageNames[invitation.language]} · {t("invitations.send.seats", { quota: invitation.quota })}
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
