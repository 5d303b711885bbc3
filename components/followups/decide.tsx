import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field, TextArea } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { FormState, FormTexts } from "@/components/ui/form-state";
import type { Verdict } from "@/db/schema/followups";
import type { Translator } from "@/lib/i18n";

type Act = (state: FormState, data: FormData) => Promise<FormState>;

export type Deciding = {
  t: Translator;
  texts: FormTexts;
  acts: Record<Exclude<Verdict, never>, Act>;
  /** Where in which review this stands: hidden fields of every decision. */
  at: Record<string, string | undefined>;
  verdicts: Verdict[];
  keys: boolean;
  evidence: boolean;
  /** The question as it is written already and to whom it goes, or why nobody can be asked. */
  question: { text: string; to: string; lang: string } | { nobody: ReactNode };
  dates: { value: string; label: string; hint: string }[];
  reasons: { value: string; label: string }[];
  keysForm: ReactNode;
};

export const shortcuts: Record<Verdict | "undo", string> = {
  verify: "V",
  ask: "A",
  reopen: "R",
  newDate: "D",
  drop: "X",
  skip: "J",
  undo: "Z",
};

/** A word and its key. */
export function Keyed({ text, shortcut, keys }: { text: string; shortcut: string; keys: boolean }) {
  return (
    <>
      {text} {keys && <kbd>{shortcut}</kbd>}
    </>
  );
}

/** The decisions, fixed at the foot: the first is the primary; what needs a word more opens a panel above. */
export function Decide(deciding: Deciding) {
  const { t, verdicts, keysForm } = deciding;
  const [first, ...others] = verdicts;
  const rest = others.filter((v) => v !== "skip");
  return (
    <fieldset className="decide">
      <legend className="heard-only">{t("followups.review.decision")}</legend>
      {first && <Decision verdict={first} primary {...deciding} />}
      {rest.map((verdict) => (
        <Decision key={verdict} verdict={verdict} {...deciding} />
      ))}
      {others.includes("skip") && <Decision verdict="skip" {...deciding} />}
      {rest.length > 0 && (
        <details className="more">
          <summary className="button">{t("followups.review.more")}</summary>
        </details>
      )}
      <div className="keys">{keysForm}</div>
    </fieldset>
  );
}

function Decision({ verdict, primary = false, ...deciding }: Deciding & { verdict: Verdict; primary?: boolean }) {
  const { t, texts, acts, at, keys, evidence, question } = deciding;
  const look = primary ? "button primary" : "button";
  const label = <Keyed text={t(`followups.verbs.${verdict}`)} shortcut={shortcuts[verdict]} keys={keys} />;
  const hidden = Object.entries(at).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />);
  const place = primary ? "first" : verdict === "skip" ? "skip-it" : "other";
  if (verdict === "ask" && "nobody" in question)
    return (
      <details className={`decision ${place}`} name="decision">
        <summary className={look} aria-keyshortcuts={shortcuts.ask}>
          {label}
        </summary>
        <div className="panel">{question.nobody}</div>
      </details>
    );
  if (verdict === "skip" || (verdict === "verify" && evidence))
    return (
      <Form action={acts[verdict]} texts={texts} className={`direct ${place}`}>
        {hidden}
        <Button kind={primary ? "primary" : "outline"} aria-keyshortcuts={shortcuts[verdict]}>
          {label}
        </Button>
      </Form>
    );
  const asking = verdict === "ask" ? " asking" : "";
  return (
    <Form
      action={acts[verdict]}
      texts={texts}
      className="panel"
      fold={{ summary: label, look, className: `decision ${place}${asking}`, shortcut: shortcuts[verdict], group: "decision" }}
    >
      {hidden}
      <Fields verdict={verdict} {...deciding} />
      <div className="buttons">
        <Button>{t(`followups.confirms.${verdict as "ask"}`)}</Button>
      </div>
    </Form>
  );
}

/** What each decision needs: a line, a day, a reason, a question. */
function Fields({ verdict, t, question, dates, reasons }: Deciding & { verdict: Verdict }) {
  switch (verdict) {
    case "verify":
      return <Field name="evidence" label={t("followups.decide.how")} hint={t("followups.decide.howHint")} maxLength={1000} />;
    case "reopen":
    case "drop":
      return <Field name="note" label={t(`followups.decide.${verdict}`)} maxLength={1000} />;
    case "newDate":
      return (
        <>
          <Choices name="days" label={t("followups.decide.newDate")} options={dates} value={dates[0]?.value} />
          <Choices name="reason" label={t("followups.decide.reason")} options={reasons} />
          <Field name="note" label={t("followups.decide.otherReason")} maxLength={1000} optional />
        </>
      );
    case "ask":
      return "nobody" in question ? null : (
        <TextArea
          name="question"
          label={t("followups.decide.ask", { to: question.to })}
          hint={t("followups.decide.askHint")}
          value={question.text}
          lang={question.lang}
          rows={2}
          maxLength={1500}
        />
      );
    default:
      return null;
  }
}
