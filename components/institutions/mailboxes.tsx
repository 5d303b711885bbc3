import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import type { FormState, FormTexts } from "@/components/ui/form-state";
import type { Mailbox } from "@/core/institutions/mailboxes/queries";
import type { Person } from "@/core/institutions/queries";
import type { Translator } from "@/lib/i18n";

type Props = {
  t: Translator;
  person: Person;
  mailboxes: Mailbox[];
  /** The act that makes another mailbox the one written to, for those who may. */
  action?: (state: FormState, data: FormData) => Promise<FormState>;
  texts: FormTexts;
};

/** The further mailboxes of a person, each one press away from being the one written to; nothing where there is one alone. */
export function Mailboxes({ t, person, mailboxes, action, texts }: Props) {
  const [first, ...others] = mailboxes;
  if (!first || (others.length === 0 && !first.shared)) return null;
  return (
    <>
      {first.shared && <p className="meta">{t("people.mailboxes.shared")}</p>}
      {others.length > 0 && <h3 className="pt-3">{t("people.mailboxes.further")}</h3>}
      <ul className="boxes">
        {others.map(({ address, shared }) => (
          <li key={address}>
            <span>
              <a className="link" href={`mailto:${address}`}>
                {address}
              </a>
              {shared && <span className="meta"> {t("people.mailboxes.sharedMark")}</span>}
            </span>
            {action && (
              <Form action={action} texts={texts}>
                <input type="hidden" name="id" value={person.id} />
                <Version value={person.version} />
                <input type="hidden" name="address" value={address} />
                <Button kind="plain" aria-label={t("people.mailboxes.writeTo", { address })}>
                  {t("people.mailboxes.write")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
