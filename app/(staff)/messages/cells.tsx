import type { Context } from "@/app/context";
import { Said } from "@/components/ui/page";
import type { Institution } from "@/core/institutions/queries";
import { type Reading, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

/** The head of every table of messages. */
export const Head = ({ t }: Pick<Context, "t">) => (
  <thead>
    <tr>
      <th scope="col">{t("outbox.columns.to")}</th>
      <th scope="col">{t("outbox.columns.what")}</th>
      <th scope="col">{t("outbox.columns.when")}</th>
      <th scope="col">{t("outbox.columns.state")}</th>
    </tr>
  </thead>
);

type To = { context: Context; name: string | null | undefined; address: string | null | undefined; institution: Institution | undefined };

/** To whom: name, address, and the institution they stand for. */
export const ToCell = ({ context: { office, locale }, name, address, institution }: To) => (
  <th scope="row">
    <b>{name || address}</b>
    {name && address && <span className="meta">{address}</span>}
    {institution && (
      <span className="meta">
        <a className="link" href={paths.institution(institution.id)}>
          {institution.acronym ?? readText(institution.name, locale, office.language)}
        </a>
      </span>
    )}
  </th>
);

/** Below a subject: its kind, its language, and the briefing it is about. */
export const About = ({ context: { locale }, words, title }: { context: Context; words: string[]; title: Reading | undefined }) => (
  <span className="meta">
    {words.filter(Boolean).join(" · ")}
    {title && (
      <>
        {" · "}
        <Said reading={title} locale={locale} />
      </>
    )}
  </span>
);
