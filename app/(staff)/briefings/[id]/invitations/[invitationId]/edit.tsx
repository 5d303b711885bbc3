import { edit, editPreviewed } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Icon } from "@/components/ui/icon";
import { isMailable, postText } from "@/core/institutions/rules";
import type { Dossier } from "@/core/invitations/dossier/queries";
import { languageNames, locales } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { phoneText, phoneUri } from "@/lib/phones";

const documents = ["email", "letter", "note_verbale"] as const;

type Props = { context: Context; dossier: Dossier; manages: boolean; suggested: string; previewing?: boolean };

/** Whom the invitation goes to, with how many seats, in which language; `suggested` is another addressee to be saved, `previewing` leads back to the preview. */
export function EditForm({ context, dossier, manages, suggested, previewing }: Props) {
  const { t, locale } = context;
  const { invitation, holders, addressee } = dossier;
  if (!manages) return <Facts context={context} dossier={dossier} />;
  const gone = addressee && !holders.some((h) => h.tenureId === addressee.tenureId);
  const chosen = holders.find((h) => h.tenureId === suggested)?.tenureId ?? (gone ? "" : invitation.addresseeTenureId);
  return (
    <Form action={previewing ? editPreviewed : edit} texts={formTexts(t)} key={invitation.id}>
      <input type="hidden" name="id" value={invitation.id} />
      <Version value={invitation.version} />
      <Select
        name="addressee"
        label={t("invitations.add.to")}
        hint={
          gone
            ? `${addressee.name}: ${t("invitations.board.left")}`
            : invitation.state === "sent"
              ? t("invitations.one.addresseeHint")
              : undefined
        }
        value={chosen}
        empty={t("invitations.one.nobody")}
        options={holders.map((h) => {
          const post = postText(h, h.form, locale);
          const who = post ? t("invitations.record.person", { name: h.name, post }) : h.name;
          return {
            value: h.tenureId,
            label: isMailable(h) ? who : `${who} (${t(h.email ? "people.verify.state" : "invitations.add.noAddress")})`,
          };
        })}
      />
      <p className="meta">
        <a className="link" href={paths.newPerson(invitation.institutionId)}>
          {t("invitations.one.newPerson")}
        </a>
      </p>
      <div className="side-by-side">
        <Field name="quota" type="number" label={t("invitations.add.seats")} value={invitation.quota} min={1} max={50} />
        <Select
          name="language"
          label={t("invitations.progress.language")}
          value={invitation.language}
          options={locales.map((l) => ({ value: l, label: languageNames[l], lang: l }))}
        />
      </div>
      <Select
        name="documentKind"
        label={t("invitations.one.document")}
        value={invitation.documentKind}
        options={documents.map((d) => ({ value: d, label: t(`vocabulary.documentKinds.${d}`) }))}
      />
      <div className="buttons">
        <Button>{t("common.form.save")}</Button>
      </div>
    </Form>
  );
}

function Facts({ context: { t }, dossier: { invitation, addressee } }: { context: Context; dossier: Dossier }) {
  return (
    <dl className="letter">
      <dt>{t("invitations.add.to")}</dt>
      <dd>
        {addressee?.name ?? t("invitations.one.nobody")}
        {addressee?.phone && (
          <a className="tel link" href={phoneUri(addressee.phone)}>
            <Icon name="phone" />
            {phoneText(addressee.phone)}
          </a>
        )}
      </dd>
      <dt>{t("invitations.add.seats")}</dt>
      <dd>{invitation.quota}</dd>
      <dt>{t("invitations.progress.language")}</dt>
      <dd>{languageNames[invitation.language]}</dd>
      <dt>{t("invitations.one.document")}</dt>
      <dd>{t(`vocabulary.documentKinds.${invitation.documentKind}`)}</dd>
    </dl>
  );
}
