import type { Metadata } from "next";
import { Section, Sheet } from "@/components/ui/page";
import { Pill } from "@/components/ui/pill";
import { type Standing, standings } from "@/core/offices/wording/queries";
import { moments, wordings } from "@/core/offices/wording/rules";
import { dayOf, formatDay } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("wording.page.title") };
}

/** Every kind of message with the state of its texts, by the moment at which it is written. */
export default async function MailTexts() {
  const { store, actor, office, t, locale } = await keeperContext();
  const all = [...standings(store, actor)];
  const said = ({ own, at, outdated }: Standing) => {
    if (outdated)
      return (
        <Pill tone="warn" icon="alert">
          {t("wording.page.outdated")}
        </Pill>
      );
    if (own && at !== null) return t("wording.page.changed", { day: formatDay(dayOf(at, office.zone), locale, "plainYear") });
    return <span className="meta">{t("wording.page.ours")}</span>;
  };
  return (
    <>
      <div className="mb-4 max-w-3xl">
        <h2>{t("wording.page.title")}</h2>
        <p className="meta">{t("wording.page.lead")}</p>
      </div>
      <Sheet className="mail-texts">
        {moments.map((moment) => (
          <Section key={moment} id={moment} title={t(`wording.moments.${moment}`)}>
            <ul className="texts">
              {all
                .filter(([kind]) => wordings[kind].moment === moment)
                .map(([kind, languages]) => (
                  <li key={kind}>
                    <a className="link" href={paths.mailText(kind)}>
                      {t(`wording.kinds.${kind}`)}
                    </a>
                    <dl>
                      {languages.map((one) => (
                        <div key={one.language}>
                          <dt lang={one.language}>{languageNames[one.language]}</dt>
                          <dd>{said(one)}</dd>
                        </div>
                      ))}
                    </dl>
                  </li>
                ))}
            </ul>
          </Section>
        ))}
      </Sheet>
    </>
  );
}
