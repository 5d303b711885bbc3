import { addAgendaItem, editAgendaItem } from "@/app/actions/briefings";
import { staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Field, Select, Version } from "@/components/ui/form-client";
import type { AgendaItem } from "@/core/briefings/queries";
import { agendaKinds } from "@/db/reference/briefings";
import { collator } from "@/lib/i18n";
import { languageNames, locales } from "@/lib/locales";
import { paths } from "@/lib/paths";

/** Empty rows for speakers besides those there are. */
const SPARE = 2;

/** One item of the agenda, new or standing: kind, length, titles, speakers. */
export async function ItemForm({ briefingId, item, heading }: { briefingId: string; item?: AgendaItem; heading: string }) {
  const { t, locale } = await staffContext();
  const kinds = agendaKinds
    .map(({ key, minutes }) => ({ value: key, label: t.maybe(`vocabulary.agendaKinds.${key}`) ?? key, minutes }))
    .sort((a, b) => collator(locale).compare(a.label, b.label));
  const rows = Array.from({ length: (item?.speakers.length ?? 0) + SPARE }, (_, i) => i);
  return (
    <Form action={item ? editAgendaItem : addAgendaItem} texts={formTexts(t)} className="form wide item-form">
      <h3>{heading}</h3>
      <input type="hidden" name="briefingId" value={briefingId} />
      {item && <input type="hidden" name="itemId" value={item.id} />}
      {item && <Version value={item.version} />}
      <div className="side-by-side">
        <Select name="kind" label={t("briefings.agenda.kind")} value={item?.kind ?? "presentation"} options={kinds} />
        <Field
          name="minutes"
          type="number"
          inputMode="numeric"
          min={1}
          max={600}
          label={t("briefings.agenda.minutes")}
          value={item?.minutes ?? 15}
        />
      </div>
      <div className="side-by-side three">
        {locales.map((l) => (
          <Field
            key={l}
            name={`title.${l}`}
            lang={l}
            label={t("briefings.agenda.titleIn", { language: languageNames[l] })}
            hint={l === locales[0] ? t("briefings.agenda.titleHint") : undefined}
            value={item?.title[l]}
            optional
            maxLength={200}
          />
        ))}
      </div>
      <fieldset className="grid gap-3">
        <legend className="pb-2 font-semibold">{t("briefings.agenda.speakers")}</legend>
        {rows.map((i) => (
          <div className="side-by-side" key={i}>
            <Field
              name={`speakers[${i}].name`}
              label={t("briefings.agenda.speaker")}
              value={item?.speakers[i]?.name}
              optional
              maxLength={120}
              autoComplete="off"
            />
            <Field
              name={`speakers[${i}].post`}
              label={t("briefings.agenda.speakerPost")}
              value={item?.speakers[i]?.post}
              optional
              maxLength={160}
              autoComplete="off"
            />
          </div>
        ))}
      </fieldset>
      <div className="buttons">
        <Button kind="primary">{t("common.form.save")}</Button>
        <ButtonLink href={paths.agenda(briefingId)}>{t("common.form.cancel")}</ButtonLink>
      </div>
    </Form>
  );
}
