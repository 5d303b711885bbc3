import type { Context } from "@/app/context";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/fields";
import { Version } from "@/components/ui/form-parts";
import type { AgendaItem } from "@/core/briefings/queries";
import { agendaKinds } from "@/db/reference/briefings";
import { locales } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** Rows for speakers: those there are, and two to be filled. */
const speakerRows = (item?: AgendaItem): { name: string; post?: string }[] => [...(item?.speakers ?? []), { name: "" }, { name: "" }];

/** An agenda item's form: what, how long, who speaks, and a title of its own where the kind's name does not say it. */
export function ItemFields({ context, briefingId, item }: { context: Context; briefingId: string; item?: AgendaItem }) {
  const { t } = context;
  return (
    <>
      <input type="hidden" name="briefingId" value={briefingId} />
      {item && <input type="hidden" name="itemId" value={item.id} />}
      {item && <Version value={item.version} />}
      <PointFields context={context} point={item} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">{t("briefings.agenda.speakers")}</legend>
        {speakerRows(item).map((speaker, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
          <div className="side-by-side" key={i}>
            <Field
              name={`speakers[${i}].name`}
              label={t("briefings.agenda.speakerName", { n: i + 1 })}
              value={speaker.name}
              maxLength={120}
            />
            <Field
              name={`speakers[${i}].post`}
              label={t("briefings.agenda.speakerPost", { n: i + 1 })}
              value={speaker.post}
              maxLength={160}
            />
          </div>
        ))}
      </fieldset>
      <div className="buttons">
        <Button kind="primary">{t(item ? "common.form.save" : "briefings.agenda.addThis")}</Button>
        <ButtonLink kind="plain" href={item ? `${paths.agenda(briefingId)}#${item.id}` : paths.agenda(briefingId)}>
          {t("common.form.cancel")}
        </ButtonLink>
      </div>
    </>
  );
}

/** A point of an agenda: what, how long, and a title of its own. */
export function PointFields({
  context: { t, locale },
  point,
}: {
  context: Context;
  point?: { kind: string; minutes: number; title?: Localized };
}) {
  const kind = point?.kind ?? "presentation";
  const kinds = agendaKinds.map(({ key, minutes }) => ({
    value: key,
    label: t("briefings.agenda.kindOption", { kind: t.maybe(`vocabulary.agendaKinds.${key}`) ?? key, n: minutes }),
  }));
  return (
    <>
      <div className="hours">
        <Select name="kind" label={t("briefings.agenda.kind")} value={kind} options={kinds} />
        <Field
          name="minutes"
          type="number"
          label={t("briefings.agenda.minutes")}
          value={point?.minutes ?? agendaKinds.find((k) => k.key === kind)?.minutes}
          min={1}
          max={600}
          inputMode="numeric"
          required
        />
      </div>
      <div className="grid gap-2">
        <p className="meta">{t("briefings.agenda.titleHint")}</p>
        <div className="side-by-side three">
          {[locale, ...locales.filter((lang) => lang !== locale)].map((lang) => (
            <Field
              key={lang}
              name={`title.${lang}`}
              label={t("briefings.fields.titleIn", { language: t(`briefings.inLanguage.${lang}`) })}
              value={point?.title?.[lang]}
              maxLength={200}
              lang={lang}
              optional
            />
          ))}
        </div>
      </div>
    </>
  );
}
