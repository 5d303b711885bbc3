import type { Metadata } from "next";
import { issue } from "@/app/actions/letters";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { all, type Query } from "@/app/query";
import { FileLinks, LetterPill } from "@/components/letters/table";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Empty } from "@/components/ui/list";
import { Section, Sheet } from "@/components/ui/page";
import { type Briefing, findBriefing } from "@/core/briefings/queries";
import { nameInList } from "@/core/institutions/rules";
import type { Gathered } from "@/core/invitations/letters/mail";
import { canIssue } from "@/core/invitations/letters/policy";
import { gathered, type Letter, lettered, standingLetters } from "@/core/invitations/letters/queries";
import { letterState, outdatedIn } from "@/core/invitations/letters/rules";
import { chosenIn } from "@/core/invitations/queries";
import { paths } from "@/lib/paths";
import { filesOf } from "../../../register/rows";
import { Outdated, outdatedText } from "./outdated";
import { PlanForm } from "./plan";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("letters.title") };
}

/** The letters of a briefing, or of the institutions chosen on the board: to be read, printed, and given their numbers. */
export default async function Letters({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  const wanted = all(await searchParams, "i");
  const chosen = chosenIn(store, actor, briefing.id, wanted);
  const invited = wanted.length > 0 ? chosen : lettered(store, briefing);
  const letters = gathered(store, briefing, invited, actor.now);
  const standing = standingLetters(store, actor.officeId, briefing.id);
  const ids = chosen.map((one) => one.id);
  const issues = canIssue(actor, briefing);
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("letters.title")}</h2>
          <p className="meta">{wanted.length > 0 ? t("letters.chosen", { n: letters.length }) : t("letters.lead")}</p>
        </div>
        <div className="buttons">
          {wanted.length > 0 && <ButtonLink href={paths.briefingLetters(briefing.id)}>{t("letters.all")}</ButtonLink>}
          {letters.length > 0 && (
            <>
              <ButtonLink href={paths.printLetters(briefing.id, "pdf", ids)}>{t("letters.printPdf")}</ButtonLink>
              <ButtonLink href={paths.printLetters(briefing.id, "docx", ids)}>{t("letters.printDocx")}</ButtonLink>
            </>
          )}
          <ButtonLink href={paths.register()}>{t("letters.register.title")}</ButtonLink>
        </div>
      </div>
      <Outdated letters={letters.flatMap(({ invitation }) => standing.get(invitation.id) ?? [])} briefing={briefing} context={context} />
      <Sheet>
        {letters.length > 0 ? (
          <LetterTable letters={letters} standing={standing} context={context} briefing={briefing} />
        ) : (
          <Empty>
            <p>{t("letters.empty")}</p>
          </Empty>
        )}
        {issues && (
          <Issue letters={letters.filter(({ invitation }) => !standing.has(invitation.id))} briefing={briefing} context={context} />
        )}
      </Sheet>
      {issues && letters.length > 0 && <PlanForm briefing={briefing} context={context} />}
    </>
  );
}

type TableProps = { letters: Gathered[]; standing: Map<string, Letter>; briefing: Briefing; context: Context };

function LetterTable({ letters, standing, briefing, context }: TableProps) {
  const { t, office } = context;
  const column = (name: "institution" | "kind" | "to" | "state" | "files") => t(`letters.columns.${name}`);
  return (
    <table className="table letters">
      <thead>
        <tr>
          {(["institution", "kind", "to", "state", "files"] as const).map((name) => (
            <th key={name} scope="col">
              {column(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {letters.map(({ invitation, institution, kind, to }) => {
          const letter = standing.get(invitation.id);
          const name = nameInList(institution.name, office.language);
          const called = institution.acronym ?? name.text;
          const draft = (["pdf", "docx"] as const).map((which) => ({
            href: paths.printLetters(briefing.id, which, [invitation.id]),
            text: t(`letters.one.${which}`),
            label: t("letters.of", { act: t(`letters.one.${which}`), name: called }),
          }));
          return (
            <tr key={invitation.id}>
              <th scope="row">
                <a className="name" href={paths.invitation(briefing.id, invitation.id)} lang={name.lang}>
                  {called}
                </a>
                {institution.acronym && (
                  <span className="meta" lang={name.lang}>
                    {name.text}
                  </span>
                )}
              </th>
              <td data-label={column("kind")}>
                {t(`letters.kinds.${letter?.kind ?? kind}`)}, {t(`briefings.inLanguage.${invitation.language}`)}
              </td>
              <td data-label={column("to")}>{kind === "note_verbale" ? called : (to?.name ?? t("letters.nobody"))}</td>
              <td data-label={column("state")}>
                {letter ? (
                  <>
                    <a className="name" href={paths.letter(letter.id)}>
                      {letter.number}
                    </a>{" "}
                    <LetterPill state={letterState(letter)} text={t(`letters.states.${letterState(letter)}`)} />
                    <span className="meta">{outdatedText(outdatedIn(letter, briefing), t)}</span>
                  </>
                ) : (
                  <>
                    {t("letters.draftState")}{" "}
                    <a
                      className="link no-print"
                      href={paths.briefingLetters(briefing.id, { i: invitation.id })}
                      aria-label={t("letters.of", { act: t("letters.only"), name: called })}
                    >
                      {t("letters.only")}
                    </a>
                  </>
                )}
              </td>
              <td data-label={column("files")}>
                <FileLinks files={letter ? filesOf(letter, context) : draft} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The button that gives the drafts shown their numbers, with what it means. */
function Issue({ letters, briefing, context: { t } }: { letters: Gathered[]; briefing: Briefing; context: Context }) {
  if (letters.length === 0) return null;
  if (briefing.dateOpen || briefing.state === "cancelled") return <p className="meta mt-4">{t("letters.issue.closed")}</p>;
  const n = letters.length;
  return (
    <Section id="issue" title={t("letters.issue.title")} className="mt-6 no-print">
      <p className="mt-1 mb-3">{t("letters.issue.text", { n })}</p>
      <Form action={issue} texts={formTexts(t)}>
        <input type="hidden" name="briefingId" value={briefing.id} />
        <input type="hidden" name="count" value={n} />
        {letters.map(({ invitation }) => (
          <input key={invitation.id} type="hidden" name="invitations" value={invitation.id} />
        ))}
        <div className="buttons">
          <Button kind="primary">{t("letters.issue.act", { n })}</Button>
        </div>
      </Form>
    </Section>
  );
}
