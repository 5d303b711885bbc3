import type { ReactNode } from "react";
import { Said, Section } from "@/components/ui/page";
import type { Institution, InstitutionName } from "@/core/institutions/queries";
import { nameInList } from "@/core/institutions/rules";
import type { Succession } from "@/core/institutions/ties/queries";
import type { Translator } from "@/lib/i18n";
import { type Locale, languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { Span } from "./people";
import { SuccessionSentence } from "./succession";

/** The facts of an institution beside its people: topics, other names, names over time, services, what it came from. */
export function About({
  t,
  institution,
  own,
  names,
  services,
  successions,
  members,
  commissions,
}: {
  t: Translator;
  institution: Institution;
  own: Locale;
  names: InstitutionName[];
  services: Institution[];
  successions: Succession[];
  members: Institution[];
  commissions: Institution[];
}) {
  const list = (id: string, title: string, others: Institution[]) =>
    others.length > 0 && (
      <Section id={id} title={title}>
        <ul className="grid gap-2 pt-3">
          {others.map((other) => (
            <li key={other.id}>
              <NameLink institution={other} own={own} locale={t.locale} />
            </li>
          ))}
        </ul>
      </Section>
    );
  const topics = institution.topics.map((topic) => t.maybe(`vocabulary.topics.${topic}`) ?? topic);
  return (
    <div className="beside">
      <Section id="about" title={t("institutions.about.title")}>
        <dl className="letter pt-3">
          {topics.length > 0 && (
            <Fact label={t("institutions.about.topics")}>
              <ul>
                {topics.map((topic) => (
                  <li key={topic}>{topic}</li>
                ))}
              </ul>
            </Fact>
          )}
          {institution.aliases.length > 0 && (
            <Fact label={t("institutions.fields.aliases")}>
              <span lang={own}>{institution.aliases.join(", ")}</span>
            </Fact>
          )}
          <Fact label={t("institutions.fields.language")}>{languageNames[institution.language ?? own]}</Fact>
          <Fact label={t("institutions.fields.precedence")}>{institution.precedence}</Fact>
          {!institution.namedPublicly && <Fact label={t("institutions.about.publicly")}>{t("institutions.about.notNamed")}</Fact>}
        </dl>
      </Section>
      {list("services", t("institutions.about.services"), services)}
      {list("members", t("institutions.members.title"), members)}
      {list("commissions", t("institutions.members.of"), commissions)}
      {(names.length > 1 || names[0]?.act) && (
        <Section id="names" title={t("institutions.about.names")}>
          <ul className="grid gap-3 pt-3">
            {names.map((name) => (
              <li key={name.id}>
                {name.acronym && <b>{name.acronym} </b>}
                <Said reading={nameInList(name.name, own)} locale={t.locale} />
                <Span t={t} from={name.validFrom} to={name.validTo} act={name.act} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {successions.length > 0 && (
        <Section id="succession" title={t("institutions.about.succession")}>
          <ul className="grid gap-3 pt-3">
            {successions.map((s) => (
              <li key={`${s.institution.id}${s.how}`}>
                <SuccessionSentence t={t} succession={s} own={own} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Short name and full name of an institution, as one link to it. */
export function NameLink({ institution, own, locale }: { institution: Institution; own: Locale; locale: Locale }) {
  const full = nameInList(institution.name, own);
  const short = institution.acronym;
  return (
    <a className="name font-normal!" href={paths.institution(institution.id)}>
      {short && !full.text.startsWith(short) && <b>{short} </b>}
      <Said reading={full} locale={locale} />
    </a>
  );
}
