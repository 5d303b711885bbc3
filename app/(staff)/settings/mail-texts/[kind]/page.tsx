import type { Metadata } from "next";
import { saveWording, settleWording } from "@/app/actions/wording";
import { type Context, present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { PlaceList } from "@/components/settings/places-list";
import { WordingPreview } from "@/components/settings/wording-preview";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Section, Sheet } from "@/components/ui/page";
import { Pill } from "@/components/ui/pill";
import { samplesOf } from "@/core/invitations/sampling/queries";
import { type Standing, standings, versionOf, versionsOf } from "@/core/offices/wording/queries";
import { isBlock, isWording, placesOf, type Wording, wordings } from "@/core/offices/wording/rules";
import { dayOf, formatDay, formatMoment } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../keepers";

type Props = { params: Promise<{ kind: string }> };

/** Saves shown below the texts. */
const SHOWN = 30;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await keeperContext();
  const { kind } = await params;
  return { title: isWording(kind) ? t(`wording.kinds.${kind}`) : t("wording.page.title") };
}

/** One kind of message: its text in three languages, what can stand in it, how it arrives, and what it said before. */
export default async function MailText({ params }: Props) {
  const context = await keeperContext();
  const { store, actor, t } = context;
  const asked = (await params).kind;
  const kind = present(isWording(asked) ? asked : undefined);
  const languages = standings(store, actor).get(kind) ?? [];
  const version = versionOf(store, actor.officeId, kind);
  return (
    <>
      <div className="mb-4 max-w-3xl">
        <a className="back" href={paths.mailTexts()}>
          {t("wording.page.title")}
        </a>
        <h2>{t(`wording.kinds.${kind}`)}</h2>
        <p className="meta">{t("wording.page.how")}</p>
      </div>
      <Form action={settleWording} texts={formTexts(t)} className="arrange" id="settle">
        <input type="hidden" name="kind" value={kind} />
        <Version value={version} />
      </Form>
      <Form action={saveWording} texts={formTexts(t)} className="form wide mail-text">
        <input type="hidden" name="kind" value={kind} />
        <Version value={version} />
        <div className="side-by-side three">
          {languages.map((one) => (
            <Text key={one.language} context={context} kind={kind} standing={one} />
          ))}
        </div>
        <Samples context={context} kind={kind} />
        <WordingPreview
          title={t("wording.page.shown")}
          labels={{
            subject: t("invitations.send.subject"),
            to: t("invitations.send.to"),
            attached: t("invitations.send.attached"),
            calendar: t("invitations.send.calendar"),
          }}
        />
        <div className="buttons">
          <Button kind="primary">{t("common.form.save")}</Button>
          <ButtonLink kind="plain" href={paths.mailTexts()}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
        <PlaceList
          title={t("wording.page.places")}
          hint={t("wording.page.placesHint")}
          insert={t("wording.page.insert")}
          places={placesOf(kind).map((place) => ({
            name: place,
            text: t.maybe(`wording.places.${place}`) ?? "",
            alone: isBlock(kind, place)
              ? t((wordings[kind].needs as readonly string[]).includes(place) ? "wording.page.needed" : "wording.page.alone")
              : undefined,
          }))}
        />
      </Form>
      <Versions context={context} kind={kind} />
    </>
  );
}

/** One language: its state, what can be done with it, subject, body, and the button that shows it. */
function Text({ context, standing }: { context: Context; kind: Wording; standing: Standing }) {
  const { t, locale, office } = context;
  const { language, words, own, at, outdated } = standing;
  const name = languageNames[language];
  return (
    <section aria-labelledby={`text-${language}`} className="text">
      <h3 id={`text-${language}`} lang={language}>
        {name}
      </h3>
      <p className="state">
        {outdated ? (
          <Pill tone="warn" icon="alert">
            {t("wording.page.outdated")}
          </Pill>
        ) : (
          <span className="meta">
            {own && at !== null
              ? t("wording.page.changed", { day: formatDay(dayOf(at, office.zone), locale, "plainYear") })
              : t("wording.page.ours")}
          </span>
        )}
      </p>
      <Field
        name={`subject.${language}`}
        label={t("wording.page.subjectIn", { language: t(`briefings.inLanguage.${language}`) })}
        value={words.subject}
        maxLength={200}
        lang={language}
      />
      <TextArea
        name={`body.${language}`}
        label={t("wording.page.bodyIn", { language: t(`briefings.inLanguage.${language}`) })}
        value={words.body}
        maxLength={8000}
        rows={18}
        lang={language}
      />
      <div className="buttons">
        <button type="submit" className="button" name="_show" value={language}>
          {t("wording.page.show")}
          <span className="heard-only">: {name}</span>
        </button>
        {outdated && (
          <button type="submit" className="button plain" form="settle" name="act" value={`right:${language}`}>
            {t("wording.page.right")}
            <span className="heard-only">: {name}</span>
          </button>
        )}
        {own && (
          <button type="submit" className="button plain" form="settle" name="act" value={`ours:${language}`}>
            {t("wording.page.toOurs")}
            <span className="heard-only">: {name}</span>
          </button>
        )}
      </div>
    </section>
  );
}

/** The invitation whose data a text is shown with. */
function Samples({ context: { store, actor, office, t, locale }, kind }: { context: Context; kind: Wording }) {
  if (wordings[kind].moment === "staff") return null;
  const options = samplesOf(store, actor).map((one) => ({
    value: one.id,
    label: t("wording.page.sampleOf", {
      institution: one.acronym ?? readText(one.institution, locale, office.language),
      title: readText(one.title, locale, office.language),
      day: formatDay(one.startsLocal.slice(0, 10), locale, "shortYear"),
    }),
  }));
  if (options.length === 0) return <p className="meta">{t("wording.page.noSample")}</p>;
  return <Select name="sample" label={t("wording.page.sample")} options={options} value={options[0]?.value} className="max-w-xl" />;
}

/** What was saved before, the latest first, each with the words it had. */
function Versions({ context: { store, actor, office, t, locale }, kind }: { context: Context; kind: Wording }) {
  const rows = versionsOf(store, actor, kind).slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <Sheet className="mt-6">
      <Section id="versions" title={t("wording.page.versions")}>
        <ul className="texts">
          {rows.map((row) => (
            <li key={row.id}>
              <div className="grow">
                <p>
                  <b lang={row.language}>{languageNames[row.language]}</b>, {t(`wording.acts.${row.act}`)}
                </p>
                <p className="meta">
                  {formatMoment(row.at, office.zone, locale, "shortYear")}, {row.by}
                </p>
                {row.words && (
                  <details>
                    <summary>{row.words.subject}</summary>
                    <p className="earlier" lang={row.language}>
                      {row.words.body}
                    </p>
                  </details>
                )}
              </div>
              {row.act !== "confirmed" && (
                <button type="submit" className="button plain" form="settle" name="act" value={`back:${row.id}`}>
                  {t("wording.page.back")}
                  <span className="heard-only">
                    : {languageNames[row.language]}, {formatMoment(row.at, office.zone, locale, "shortYear")}
                  </span>
                </button>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </Sheet>
  );
}
