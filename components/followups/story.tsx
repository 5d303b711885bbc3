import type { ReactNode } from "react";
import { Said } from "@/components/ui/page";
import type { Party } from "@/core/followups/register/rules";
import { standing as standingLines } from "@/core/followups/rules";
import type { Story as StoryOf } from "@/core/followups/story/queries";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { FollowUpPill } from "./state";
import { Updates } from "./updates";
import { dayText, dueText, momentDay, type Reader, shortName, writtenIn } from "./words";

/** Lines of the story a review shows; the follow-up's own page has them all. */
const LATEST = 3;

/** One follow-up, told to be decided on: what, who, until when; from where; what happened; how its lead keeps its word. */
export function Story({ story, reader, children }: { story: StoryOf; reader: Reader; children?: ReactNode }) {
  const { t } = reader;
  const lines = standingLines(story.updates);
  return (
    <article className="sheet story" aria-labelledby="what">
      <section>
        <p className="meta facts">
          <StateLine story={story} reader={reader} />
        </p>
        <h2 id="what" tabIndex={-1} lang={writtenIn(reader)}>
          {story.row.what}
        </h2>
        <Responsible story={story} reader={reader} />
      </section>
      <From story={story} reader={reader} />
      <section aria-labelledby="since">
        <h3 id="since">{t("followups.story.happened")}</h3>
        <Updates updates={lines.slice(0, LATEST)} reader={reader} />
        {lines.length > LATEST && (
          <p className="mt-3">
            <a className="link" href={paths.followUp(story.row.id)}>
              {t("followups.story.earlier", { n: lines.length - LATEST })}
            </a>
          </p>
        )}
      </section>
      {children}
      <With story={story} reader={reader} />
    </article>
  );
}

/** The state and what it means for the date. */
export function StateLine({ story, reader }: { story: StoryOf; reader: Reader }) {
  const due = dueText(story.row, reader);
  return (
    <>
      <FollowUpPill state={story.row.state} t={reader.t} />
      <span className={due.late ? "late" : undefined}>{due.text}</span>
    </>
  );
}

/** Lead and co-responsible institutions, each with what it reported of its part. */
export function Responsible({ story, reader }: { story: StoryOf; reader: Reader }) {
  const { t, office } = reader;
  const { lead } = story.row;
  return (
    <dl className="letter hung">
      <dt>{t("followups.story.lead")}</dt>
      <dd>
        {lead.kind === "office" ? (
          <>
            <b>{office}</b>
            {lead.user && ` ${lead.user}`}
          </>
        ) : (
          <>
            <InstitutionLink id={lead.institutionId} acronym={lead.acronym} name={lead.name} reader={reader} />
            {lead.kind === "person" && (
              <>
                {" · "}
                {lead.person && lead.personId ? (
                  <a className="name font-normal!" href={paths.person(lead.personId)}>
                    {lead.person}
                  </a>
                ) : (
                  t("followups.story.former")
                )}
              </>
            )}
          </>
        )}
      </dd>
      {story.parties.length > 0 && (
        <>
          <dt>{t("followups.story.with")}</dt>
          <dd>
            {story.parties.map((party) => (
              <div key={party.institutionId}>
                <a className="name" href={paths.institution(party.institutionId)}>
                  {shortName(party.acronym, party.name, reader.own)}
                </a>{" "}
                {partText(party, reader)}
              </div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

const partText = ({ progress, progressAt }: Party, reader: Reader): string =>
  reader.t("followups.story.progress", {
    progress: progress ?? "none",
    day: progressAt === null ? "" : momentDay(progressAt, reader, "plain"),
  });

/** Acronym as the link, the full name beside it in the office's language. */
function InstitutionLink({
  id,
  acronym,
  name,
  reader,
}: {
  id: string | null;
  acronym: string | null;
  name: StoryOf["row"]["lead"]["name"];
  reader: Reader;
}) {
  const full = read(name, reader.own, reader.own);
  if (!id) return null;
  const short = acronym && !full.text.startsWith(acronym) ? acronym : undefined;
  return (
    <>
      <a className="name" href={paths.institution(id)}>
        {short ?? <Said reading={full} locale={reader.t.locale} />}
      </a>{" "}
      {short && <Said reading={full} locale={reader.t.locale} />}
    </>
  );
}

/** The words it comes from, and the meeting they were said at. */
export function From({ story, reader }: { story: StoryOf; reader: Reader }) {
  const { t, own } = reader;
  const { origin } = story;
  const words = story.followUp.origin;
  if (!origin && !words) return null;
  const title = origin && read(origin.title, t.locale, own);
  const where = origin && title && (
    <>
      <a className="link" href={paths.briefing(origin.briefingId)} lang={title.lang === t.locale ? undefined : title.lang}>
        {title.text}
      </a>
      {t("followups.story.on", {
        day: dayText(origin.startsLocal.slice(0, 10), reader, "weekdayShort"),
        item: origin.item === null ? "none" : String(origin.item),
      })}
    </>
  );
  return (
    <section aria-labelledby="from">
      <h3 id="from">{t(words ? "followups.story.fromMinutes" : "followups.story.from")}</h3>
      {words ? (
        <figure>
          <blockquote lang={writtenIn(reader)} className="whitespace-pre-line">
            {words}
          </blockquote>
          {where && <figcaption className="meta">{where}</figcaption>}
        </figure>
      ) : (
        <p>{where}</p>
      )}
    </section>
  );
}

/** How the leading institution keeps its word. */
export function With({ story, reader }: { story: StoryOf; reader: Reader }) {
  const { t, own } = reader;
  const { lead } = story.row;
  if (!story.standing || !lead.institutionId) return null;
  const { kept, due, open, metOn } = story.standing;
  return (
    <section aria-labelledby="standing">
      <h3 id="standing">{t("followups.story.standing", { who: shortName(lead.acronym, lead.name, own) })}</h3>
      <p>
        {due > 0 ? t("followups.story.kept", { kept, due }) : t("followups.story.noneDue")} ·{" "}
        {metOn ? t("followups.story.met", { day: dayText(metOn, reader, "plain") }) : t("followups.story.notMet")} ·{" "}
        <span className="nowrap">{t("followups.story.open", { n: open })}</span> ·{" "}
        <a className="link" href={paths.institution(lead.institutionId)}>
          {t("followups.story.institution")}
        </a>
      </p>
    </section>
  );
}
