import { addMemberAction, removeMemberAction } from "@/app/actions/institutions";
import { formTexts } from "@/app/form-texts";
import { NameLink } from "@/components/institutions/about";
import { FoldLine } from "@/components/institutions/fold";
import { Button } from "@/components/ui/button";
import { type Option, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import type { Institution } from "@/core/institutions/queries";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";

type Props = { t: Translator; own: Locale; institution: Institution; members: Institution[]; commissions: Institution[]; others: Option[] };

/** The institutions a commission is made of, and the commissions it sits in itself. */
export function Members({ t, own, institution, members, commissions, others }: Props) {
  const texts = formTexts(t);
  const line = (other: Institution, commissionId: string, memberId: string) => (
    <li key={other.id}>
      <p>
        <NameLink institution={other} own={own} locale={t.locale} />
      </p>
      <Form action={removeMemberAction} texts={texts}>
        <input type="hidden" name="at" value={institution.id} />
        <input type="hidden" name="id" value={commissionId} />
        <input type="hidden" name="memberId" value={memberId} />
        <div className="buttons">
          <Button kind="plain">{t("institutions.members.remove", { name: other.acronym ?? other.name[own] ?? "" })}</Button>
        </div>
      </Form>
    </li>
  );
  return (
    <Section id="members" title={t("institutions.members.title")}>
      {members.length > 0 && <ul className="people">{members.map((member) => line(member, institution.id, member.id))}</ul>}
      {commissions.length > 0 && (
        <>
          <h3 className="pt-4">{t("institutions.members.of")}</h3>
          <ul className="people">{commissions.map((commission) => line(commission, commission.id, institution.id))}</ul>
        </>
      )}
      <Form
        action={addMemberAction}
        texts={texts}
        className="form"
        fold={{ summary: <FoldLine text={t("institutions.members.new")} />, className: "fold" }}
      >
        <p className="meta">{t("institutions.members.hint")}</p>
        <input type="hidden" name="at" value={institution.id} />
        <input type="hidden" name="id" value={institution.id} />
        <Select name="memberId" label={t("institutions.members.member")} options={others} empty={t("institutions.fields.choose")} />
        <div className="buttons">
          <Button>{t("institutions.members.add")}</Button>
        </div>
      </Form>
    </Section>
  );
}
