import type { Metadata } from "next";
import { succeedAction } from "@/app/actions/institutions";
import { allowed, type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, oneOf, type Query } from "@/app/query";
import { FieldsFold } from "@/components/institutions/fold";
import { shortName } from "@/components/institutions/succession";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, type Option, Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { heirsOf, type Pending, pendingOf } from "@/core/followups/succeeding/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findInstitution, type Institution } from "@/core/institutions/queries";
import { successionWays } from "@/core/institutions/ties/input";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { institutionOptions } from "../../options";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, t } = await staffContext();
  const institution = present(findInstitution(store, actor, (await params).id));
  return { title: t("lineage.title", { name: shortName(institution, office.language) }) };
}

/** Says how two institutions followed each other, and before it is recorded shows what hangs on the one that gives way. */
export default async function SucceedInstitution({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, office, t } = context;
  const id = (await params).id;
  const query = await searchParams;
  const keeps = (i: Institution) => canKeepDirectory(actor, i);
  const institution = allowed(() => authorize(findInstitution(store, actor, id), keeps));
  const how = oneOf(query, "how", successionWays);
  const found = one(query, "other") === id ? undefined : findInstitution(store, actor, one(query, "other"));
  const other = found && keeps(found) ? found : undefined;
  const short = shortName(institution, office.language);
  return (
    <>
      <PageHead back={{ href: paths.editInstitution(id), label: short }} title={t("lineage.title", { name: short })} />
      <Sheet>
        <Section id="which" title={t("lineage.which")}>
          <form className="finder even px-0!" method="get">
            <Select
              name="how"
              label={t("institutions.succession.kind")}
              value={how}
              options={successionWays.map((way) => ({ value: way, label: t(`institutions.succession.${way}`) }))}
            />
            <Select
              name="other"
              label={t("institutions.succession.to")}
              value={other?.id}
              options={institutionOptions(store, office, id)}
              empty={t("institutions.fields.choose")}
            />
            <Button kind={how && other ? undefined : "primary"}>{t("lineage.look")}</Button>
          </form>
        </Section>
        {how && other && <Handing context={context} institution={institution} other={other} how={how} />}
      </Sheet>
    </>
  );
}

type Handed = { context: Context; institution: Institution; other: Institution; how: (typeof successionWays)[number] };

/** What the one that gives way leaves open, and to whom it goes: all together, or one by one. */
function Handing({ context: { store, actor, office, t }, institution, other, how }: Handed) {
  const after = how.startsWith("after.");
  const [from, to] = after ? [institution, other] : [other, institution];
  const pending = pendingOf(store, actor, from.id);
  const name = shortName(from, office.language);
  const heirs: Option[] = [
    ...heirsOf(store, actor, from.id, [to.id]).map((i) => ({ value: i.id, label: shortName(i, office.language) })),
    { value: "stays", label: t("lineage.stays", { name }) },
  ];
  const things = thingsOf(pending, (title) => readText(title, t.locale, office.language));
  return (
    <Section id="pending" title={t("lineage.pending", { from: name })}>
      <Form action={succeedAction} texts={formTexts(t)} className="form wide mt-2">
        <input type="hidden" name="id" value={institution.id} />
        <input type="hidden" name="otherId" value={other.id} />
        <input type="hidden" name="how" value={how} />
        {things.length === 0 ? (
          <p className="text-muted">{t("lineage.none", { from: name })}</p>
        ) : (
          <>
            <p className="meta">{t("lineage.hint")}</p>
            {(["led", "shared", "ahead"] as const).map((kind) => {
              const rows = things.filter((thing) => thing.kind === kind);
              return (
                rows.length > 0 && (
                  <div key={kind}>
                    <h3>{t(`lineage.${kind}`)}</h3>
                    <ul className="events">
                      {rows.map((row) => (
                        <li key={row.id} className="grid-cols-1!">
                          <a className="name font-normal!" href={row.href}>
                            {row.label}
                          </a>
                        </li>
                      ))}
                    </ul>
                    {kind === "ahead" && <p className="meta pt-1">{t("lineage.aheadHint")}</p>}
                  </div>
                )
              );
            })}
            <Select name="to" label={t("lineage.all")} options={heirs} value={how.endsWith(".split") ? "stays" : to.id} />
            {things.length > 1 && (
              <FieldsFold summary={t("people.leave.single")}>
                <div className="grid gap-5">
                  {things.map(({ id, label }) => (
                    <Select key={id} name={`single.${id}`} label={label} options={heirs} empty={t("lineage.asAll")} />
                  ))}
                </div>
              </FieldsFold>
            )}
          </>
        )}
        <div className="side-by-side">
          <Field name="on" type="date" label={t("institutions.succession.on")} max={dayOf(actor.now, office.zone)} optional />
          <Field name="act" label={t("institutions.act")} hint={t("institutions.actHint")} maxLength={200} optional />
        </div>
        <div className="buttons">
          <Button kind="primary">{t("institutions.succession.save")}</Button>
          <ButtonLink kind="plain" href={paths.editInstitution(institution.id)}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </Section>
  );
}

const thingsOf = ({ led, shared, ahead }: Pending, say: (title: Parameters<typeof readText>[0]) => string) => [
  ...led.map((row) => ({ kind: "led" as const, id: row.id, label: `${row.number} · ${row.what}`, href: paths.followUp(row.id) })),
  ...shared.map((row) => ({ kind: "shared" as const, id: row.id, label: `${row.number} · ${row.what}`, href: paths.followUp(row.id) })),
  ...ahead.map(({ invitation, briefing }) => ({
    kind: "ahead" as const,
    id: invitation.id,
    label: say(briefing.title),
    href: paths.invitation(briefing.id, invitation.id),
  })),
];
