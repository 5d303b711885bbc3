import type { Context } from "@/app/context";
import type { PaperLink } from "@/components/briefings/agenda";
import type { PaperRow } from "@/components/papers/list";
import { kindText, ownWord } from "@/components/papers/words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import type { Paper, versionsOf } from "@/core/briefings/materials/queries";
import { dayOf, formatDay, near } from "@/lib/dates";
import type { Found } from "@/lib/files/found";
import { joined, type Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

type Versions = ReturnType<typeof versionsOf>;

/** What a file tells beside its contents, in a sentence; nothing when it tells nothing. */
export function tellsText({ names, remarks }: Found, t: Translator): string | undefined {
  if (names.length === 0) return remarks ? t("papers.tells.remarks") : undefined;
  return t(remarks ? "papers.tells.both" : "papers.tells.names", { names: joined(names, t.locale) });
}

/** A paper where it is only named. */
export function paperLink({ id, briefingId, title, language, visibility, file }: Paper, { t, locale }: Context): PaperLink {
  const facts = [kindText(file, t), ownWord(language), t(`vocabulary.paperVisibility.${visibility}`)];
  const lang = language === "all" || language === locale ? undefined : language;
  return { href: paths.paperFile(briefingId, id), title, lang, facts: facts.filter(Boolean).join(" · ") };
}

/** A paper as a row of the list. */
export function rowOf(
  paper: Paper,
  versions: Versions,
  { i, of, acts }: { i: number; of: number; acts: boolean },
  context: Context,
): Omit<PaperRow, "form"> {
  const { t, locale, office, actor } = context;
  const { id, briefingId, title, language, visibility, latest } = paper;
  const today = dayOf(actor.now, office.zone);
  const day = (at: number): string => {
    const local = dayOf(at, office.zone);
    return formatDay(local, locale, near("short", local, today));
  };
  const own = versions.filter((version) => version.materialId === id);
  const by = own.find((version) => version.n === latest)?.by;
  const came = { day: day(paper.file.createdAt), by: by ?? "", known: by ? 1 : 0, n: latest };
  return {
    id,
    title,
    lang: language === "all" || language === locale ? undefined : language,
    href: paths.paperFile(briefingId, id),
    facts: [
      kindText(paper.file, t),
      ownWord(language) ?? t("papers.language.all"),
      t(`vocabulary.paperVisibility.${visibility}`),
      t(latest > 1 ? "papers.cameAgain" : "papers.came", came),
    ],
    place: t("papers.place", { title, n: i + 1, of }),
    waits: visibility !== "staff" && paper.shown !== latest ? <Waits paper={paper} acts={acts} t={t} /> : undefined,
    earlier: own
      .filter((version) => version.n < latest)
      .map((version) => ({
        href: paths.paperFile(briefingId, id, { v: version.n }),
        text: t("papers.versionLine", { n: version.n, day: day(version.createdAt), file: version.fileName, kind: kindText(version, t) }),
      })),
    renewHref: `${paths.papers(briefingId, { renew: id })}#${id}`,
    editHref: `${paths.papers(briefingId, { edit: id })}#${id}`,
    first: i === 0,
    last: i === of - 1,
  };
}

/** What the file tells, and that others get it only when somebody has said so. */
function Waits({ paper, acts, t }: { paper: Paper; acts: boolean; t: Translator }) {
  return (
    <Notice tone="warn" icon={<Icon name="alert" />}>
      <p>
        {tellsText(paper.file.found, t)} {t(paper.shown === null ? "papers.waits.first" : "papers.waits.newer", { n: paper.shown ?? 0 })}
      </p>
      {acts && (
        <Button form="arrange" name="act" value={`show:${paper.id}`}>
          {t("papers.waits.show")}
          <span className="heard-only">: {paper.title}</span>
        </Button>
      )}
    </Notice>
  );
}
