import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { FormState, FormTexts } from "@/components/ui/form-state";
import { Pill } from "@/components/ui/pill";
import type { Tenure } from "@/core/institutions/queries";
import { nameInList, postText } from "@/core/institutions/rules";
import type { Contact } from "@/core/institutions/verifying/queries";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { Reach } from "./people";

type Props = {
  t: Translator;
  own: Locale;
  zone: string;
  contacts: Contact[];
  /** The act that says somebody is still there, where the list is gone through. */
  verify?: { action: (state: FormState, data: FormData) => Promise<FormState>; texts: FormTexts };
};

/** People at their posts: who, what and where, how to reach them, and whether that is known to be so. */
export function ContactTable({ t, own, zone, contacts, verify }: Props) {
  const columns = ["name", "post", "institution", "reach"] as const;
  return (
    <table className="table contacts">
      <thead>
        <tr>
          {columns.map((c) => (
            <th scope="col" key={c}>
              {t(`people.list.columns.${c}`)}
            </th>
          ))}
          {verify && <th scope="col">{t("people.list.columns.verify")}</th>}
        </tr>
      </thead>
      <tbody>
        {contacts.map(({ person, tenure, institution }) => (
          <tr key={tenure?.id ?? person.id}>
            <th scope="row">
              <a className="name" href={paths.person(person.id)}>
                {person.displayName}
              </a>
              {tenure && <ToVerify t={t} tenure={tenure} zone={zone} />}
            </th>
            <td>
              {tenure ? postText(tenure, person.form, t.locale) || t("institutions.person.mailbox") : t("people.list.noPost")}
              {tenure?.liaison && <span className="meta">{t("institutions.liaison")}</span>}
            </td>
            <td>
              {institution && (
                <a className="name font-normal!" href={paths.institution(institution.id)} lang={own === t.locale ? undefined : own}>
                  {institution.acronym ?? nameInList(institution.name, own).text}
                </a>
              )}
            </td>
            <td>
              <Reach phone={person.phone} email={tenure?.mailbox ?? person.email} none={t("institutions.person.noAddress")} />
            </td>
            {verify && tenure && (
              <td>
                <div className="verdicts">
                  <Form action={verify.action} texts={verify.texts}>
                    <input type="hidden" name="id" value={tenure.id} />
                    <Button aria-label={t("people.verify.stillThereOf", { name: person.displayName })}>
                      {t("people.verify.stillThere")}
                    </Button>
                  </Form>
                  <ButtonLink kind="plain" href={paths.endPost(person.id, { post: tenure.id })}>
                    {t("people.verify.gone")}
                  </ButtonLink>
                </div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** That a post is to be verified, since when and why; nothing where it is not. */
export function ToVerify({ t, tenure, zone }: { t: Translator; tenure: Pick<Tenure, "verifySince" | "verifyWhy">; zone: string }) {
  if (tenure.verifySince === null) return null;
  return (
    <p className="facts">
      <Pill tone="warn" icon="help">
        {t("people.verify.state")}
      </Pill>
      <span className="meta">
        {t("people.verify.since", {
          day: formatDay(dayOf(tenure.verifySince, zone), t.locale, "shortYear"),
          why: t(`people.verify.reasons.${tenure.verifyWhy ?? "other"}`),
        })}
      </span>
    </p>
  );
}
