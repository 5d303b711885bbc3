import type { Metadata } from "next";
import { declareVoid, takeScanAway } from "@/app/actions/letters";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { resultOf } from "@/app/upload-told";
import { FileLinks, LetterPill } from "@/components/letters/table";
import { NotTaken } from "@/components/papers/upload-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice, PageHead, Section, Sheet } from "@/components/ui/page";
import { briefingsByIds } from "@/core/briefings/queries";
import { canIssue } from "@/core/invitations/letters/policy";
import { findLetter, type Letter } from "@/core/invitations/letters/queries";
import { LIGHT, letterState, outdatedIn } from "@/core/invitations/letters/rules";
import { findUser } from "@/core/offices/queries";
import { dayOf, formatDay } from "@/lib/dates";
import { sizeText } from "@/lib/files/kinds";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { changedFacts } from "../../briefings/[id]/letters/outdated";
import { filesOf } from "../rows";
import { ScanUpload } from "./upload";
import { IssuedWords } from "./words";

type Props = { params: Promise<{ letterId: string }>; searchParams: Promise<Query> };

const which = ["signed", "receipt"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  return { title: findLetter(store, actor, (await params).letterId)?.number ?? t("letters.register.title") };
}

/** One line of the register: what left, what came back, and the way to declare it void. */
export default async function LetterPage({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t, locale, office } = context;
  const letter = present(findLetter(store, actor, (await params).letterId));
  const briefing = briefingsByIds(store, actor.officeId, [letter.briefingId]).get(letter.briefingId);
  const title = read(briefing?.title, locale, office.language);
  const told = resultOf(actor, one(await searchParams, "upload"));
  const state = letterState(letter);
  const outdated = briefing ? outdatedIn(letter, briefing) : [];
  const acts = canIssue(actor, letter) && letter.voidedAt === null;
  return (
    <>
      <PageHead
        back={{ href: paths.register(), label: t("letters.register.title") }}
        title={letter.number}
        meta={
          <>
            <LetterPill state={state} text={t(`letters.states.${state}`)} /> <span>{t(`letters.kinds.${letter.kind}`)}</span>{" "}
            <span>{issuedText(letter, context)}</span>{" "}
            <a className="link" href={paths.briefingLetters(letter.briefingId)} lang={title.lang}>
              {title.text}
            </a>
          </>
        }
      />
      {letter.voidedAt !== null && (
        <Notice tone="none" icon={<Icon name="minus" />}>
          <p>
            {t("letters.letter.void", {
              day: formatDay(dayOf(letter.voidedAt, office.zone), locale, "plainYear"),
              reason: letter.voidReason ?? "",
            })}
          </p>
        </Notice>
      )}
      {outdated.length > 0 && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>
            {t.rich("letters.outdated.letter", {
              ...changedFacts(outdated, t),
              a: (chunks) => (
                <a className="link" href={`${paths.briefingLetters(letter.briefingId)}#outdated`}>
                  {chunks}
                </a>
              ),
            })}
          </p>
        </Notice>
      )}
      {told && (
        <div className="errors mb-5" role="alert" id="told">
          <h2>{t("papers.upload.notTaken")}</h2>
          <NotTaken files={told.refused} />
        </div>
      )}
      <Sheet>
        <Section id="files" title={t("letters.letter.files")}>
          <p className="mt-2">
            <FileLinks files={filesOf(letter, context)} />
          </p>
          {letter.receivedOn && <p>{t("letters.letter.receivedOn", { day: formatDay(letter.receivedOn, locale, "plainYear") })}</p>}
          {letter.signed && letter.signed.size > LIGHT && (
            <Notice tone="warn" icon={<Icon name="alert" />}>
              <p>{t("letters.letter.heavy", { size: sizeText(letter.signed.size, locale) })}</p>
            </Notice>
          )}
          {acts && which.map((one) => <Scan key={one} letter={letter} which={one} context={context} typed={told?.values} />)}
        </Section>
      </Sheet>
      <Sheet className="mt-4">
        <Section id="words" title={t("letters.letter.words")}>
          <div className="issued-words mt-2" lang={letter.language}>
            <IssuedWords sheet={letter.sheet} />
          </div>
          {acts && <Void letter={letter} context={context} />}
        </Section>
      </Sheet>
    </>
  );
}

function issuedText(letter: Letter, { store, actor, t, locale, office }: Context): string {
  const name = letter.issuedBy ? findUser(store, actor, letter.issuedBy)?.name : undefined;
  const day = formatDay(dayOf(letter.createdAt, office.zone), locale, "plainYear");
  return t("letters.letter.issued", { day, name: name ?? t("briefings.history.formerColleague") });
}

/** One of the two papers that come back: the way to attach it, or to put another in its place or take it away. */
function Scan({
  letter,
  which,
  context,
  typed,
}: {
  letter: Letter;
  which: "signed" | "receipt";
  context: Context;
  typed?: Record<string, string>;
}) {
  const { t } = context;
  const scan = letter[which];
  return (
    <details className="fold mt-4 no-print" id={which} open={typed?.which === which}>
      <summary>{scan ? t("letters.letter.replace", { which }) : t(`letters.letter.attach.${which}`)}</summary>
      <ScanUpload letterId={letter.id} which={which} receivedOn={typed?.receivedOn || letter.receivedOn} context={context} />
      {scan && (
        <Form action={takeScanAway} texts={formTexts(t)} className="inline-form">
          <input type="hidden" name="letterId" value={letter.id} />
          <input type="hidden" name="which" value={which} />
          <Button kind="plain" aria-label={t("letters.letter.dropOf", { which: t(`letters.register.${which}`) })}>
            {t("letters.letter.drop")}
          </Button>
        </Form>
      )}
    </details>
  );
}

function Void({ letter, context: { t } }: { letter: Letter; context: Context }) {
  return (
    <details className="fold mt-6 no-print" id="void">
      <summary>{t("letters.letter.voidTitle")}</summary>
      <Form action={declareVoid} texts={formTexts(t)} className="form">
        <p>{t("letters.letter.voidText")}</p>
        <input type="hidden" name="letterId" value={letter.id} />
        <Field name="reason" label={t("letters.letter.voidReason")} maxLength={300} required />
        <div className="buttons">
          <Button>{t("letters.letter.voidAct")}</Button>
        </div>
      </Form>
    </details>
  );
}
