import { Said } from "@/components/ui/page";
import type { Institution, Liaison } from "@/core/institutions/queries";
import { nameInList } from "@/core/institutions/rules";
import { formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { phoneText, phoneUri } from "@/lib/phones";

export type InstitutionRow = {
  institution: Institution;
  parent?: Institution;
  liaisons: Liaison[];
  /** The day it last took part (`YYYY-MM-DD`). */
  metOn: string | null;
  open: number;
};

/** The register: who they are, whom to call, when last met, what is open. Names stand in the office's language. */
export function InstitutionTable({ t, rows, own, as }: { t: Translator; rows: InstitutionRow[]; own: Locale; as?: string }) {
  const columns = ["institution", "type", "liaison", "met", "open"] as const;
  return (
    <table className="table">
      <thead>
        <tr>
          {columns.map((c) => (
            <th scope="col" key={c} className={c === "open" ? "number" : undefined}>
              {t(`institutions.columns.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ institution, parent, liaisons, metOn, open }) => (
          <tr key={institution.id}>
            <th scope="row">
              <InstitutionName institution={institution} own={own} locale={t.locale} />
              {parent && (
                <span className="meta">
                  {t.rich("institutions.underLink", {
                    parent: parent.acronym ?? nameInList(parent.name, own).text,
                    link: (chunks) => (
                      <a className="link" href={paths.institution(parent.id)}>
                        {chunks}
                      </a>
                    ),
                  })}
                </span>
              )}
            </th>
            <td>{t.maybe(`vocabulary.institutionTypes.${institution.type}`) ?? institution.type}</td>
            <td>
              <Liaisons t={t} liaisons={liaisons} />
            </td>
            <td data-label={t("institutions.columns.met")}>
              {metOn && <time dateTime={metOn}>{formatDay(metOn, t.locale, "shortYear")}</time>}
            </td>
            <td className="number" data-label={t("institutions.columns.open")}>
              {open > 0 && (
                <a className="link" href={paths.institution(institution.id, { kind: "open", as })}>
                  {open}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Short name first, as the link; the full name under it, unless it only says the same at greater length. */
function InstitutionName({ institution, own, locale }: { institution: Institution; own: Locale; locale: Locale }) {
  const full = nameInList(institution.name, own);
  const short = institution.acronym;
  return (
    <>
      <a className="name" href={paths.institution(institution.id)} lang={own === locale ? undefined : own}>
        {short ?? full.text}
      </a>
      {short && !full.text.startsWith(short) && (
        <span className="meta">
          <Said reading={full} locale={locale} />
        </span>
      )}
    </>
  );
}

function Liaisons({ t, liaisons: [first, ...others] }: { t: Translator; liaisons: Liaison[] }) {
  if (!first) return <span className="text-warn">{t("institutions.noLiaison")}</span>;
  return (
    <>
      <a className="name font-normal!" href={paths.person(first.personId)}>
        {first.name}
      </a>
      {others.length > 0 && <span className="text-muted"> {t("institutions.moreLiaisons", { count: others.length })}</span>}
      {(first.phone ?? first.email) && (
        <span className="meta">
          {first.phone ? (
            <PhoneLink phone={first.phone} />
          ) : (
            <a className="link" href={`mailto:${first.email}`}>
              {first.email}
            </a>
          )}
        </span>
      )}
    </>
  );
}

/** A telephone number in international form, that calls. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a className="link nowrap" href={phoneUri(phone)}>
      {phoneText(phone)}
    </a>
  );
}
