import { postText } from "@/core/institutions/rules";
import { noticeVersions } from "@/core/invitations/answers/rules";
import type { AnswerValue } from "@/db/schema/invitations";
import { addDays } from "@/lib/dates";
import { Notice } from "./notice";
import { Field, Option, Wrong } from "./parts";
import { type GuestView, isChosen, problemOf, typed } from "./view";
import { dayAt } from "./words";

const values: AnswerValue[] = ["accepted", "tentative", "declined"];

/** The question, its three answers, and who says it; nothing about the delegation yet. */
export function AnswerForm({ view }: { view: GuestView }) {
  const { t, institution, answers, reconfirm } = view;
  const [standing] = answers;
  const chosen = view.marked ?? (reconfirm || view.show === "answer" ? standing?.value : undefined);
  const question = reconfirm
    ? t("guest.ask.newDate")
    : standing
      ? t("guest.ask.again", { of: institution.of })
      : t("guest.ask.question", { the: institution.the, of: institution.of, many: String(institution.many) });
  const wrong = problemOf(view, "value-accepted");
  return (
    <form method="post" action={view.address()} className="ask" id="answer" noValidate>
      <input type="hidden" name="act" value="answer" />
      <input type="hidden" name="key" value={view.key} />
      <input type="hidden" name="language" value={t.locale} />
      <input type="hidden" name="notice" value={noticeVersions[0]} />
      <input type="hidden" name="basedOn" value={standing?.id ?? "none"} />
      <fieldset aria-describedby={wrong ? "value-accepted-wrong" : undefined}>
        <legend>
          <h2>{question}</h2>
        </legend>
        <Hint view={view} />
        <div className="opts">
          <Wrong id="value-accepted" text={wrong} />
          {values.map((value) => (
            <Option
              key={value}
              type="radio"
              name="value"
              value={value}
              id={`value-${value}`}
              checked={isChosen(view, "answer", "value", value, value === chosen)}
              label={t(`guest.option.${value}`)}
              panel={value === "tentative" ? <TellBy view={view} /> : value === "declined" ? <Declining view={view} /> : undefined}
            />
          ))}
        </div>
      </fieldset>
      <Who view={view} />
      <Notice view={view} />
      <button className="btn" type="submit">
        {t(reconfirm ? "guest.ask.confirm" : "guest.ask.send")}
      </button>
      <p className="mu s after">{standing && !reconfirm ? <a href={view.address()}>{t("guest.ask.back")}</a> : t("guest.ask.after")}</p>
    </form>
  );
}

function Hint({ view }: { view: GuestView }) {
  const { t, entered, answers, reconfirm, marked } = view;
  const [standing] = answers;
  if (entered) return null;
  if (marked && marked !== standing?.value) return <p className="hint">{t("guest.ask.fromMail")}</p>;
  return reconfirm && standing ? <p className="hint">{t("guest.ask.earlier", { day: dayAt(view, standing.at) })}</p> : null;
}

function TellBy({ view }: { view: GuestView }) {
  const { t, today, briefing, answers } = view;
  const last = addDays(briefing.startsLocal.slice(0, 10), -1);
  const wished = answers[0]?.tellBy ?? briefing.replyBy ?? addDays(today, 3);
  const day = wished < today ? today : wished > last && last >= today ? last : wished;
  return (
    <Field
      id="tellBy"
      name="tellBy"
      type="date"
      label={t("guest.ask.tellBy")}
      value={typed(view, "answer", "tellBy", day)}
      wrong={problemOf(view, "tellBy")}
      min={today}
      max={last < today ? undefined : last}
    />
  );
}

function Declining({ view }: { view: GuestView }) {
  const { t } = view;
  const field = (name: "reason" | "substituteName" | "substitutePost", label: string) => (
    <Field id={name} name={name} label={label} value={typed(view, "answer", name)} wrong={problemOf(view, name)} />
  );
  return (
    <>
      {field("reason", t("guest.ask.reason"))}
      <p className="sub f">{t("guest.ask.substitute")}</p>
      <p className="mu s">{t("guest.ask.substituteHint")}</p>
      {field("substituteName", t("guest.name"))}
      {field("substitutePost", t("guest.postOptional"))}
    </>
  );
}

/** People known at the institution as choices, or a name. Where nobody is known, the name at once. */
function Who({ view }: { view: GuestView }) {
  const { t, people, asked } = view;
  const wrong = problemOf(view, "by-other");
  const fields = (
    <>
      <Field
        id="byName"
        name="byName"
        label={t("guest.ask.yourName")}
        value={typed(view, "answer", "byName")}
        wrong={problemOf(view, "byName")}
        autoComplete="name"
      />
      <Field
        id="byPost"
        name="byPost"
        label={t("guest.ask.yourPost")}
        value={typed(view, "answer", "byPost")}
        wrong={problemOf(view, "byPost")}
        autoComplete="organization-title"
      />
    </>
  );
  return (
    <fieldset className="f plain" aria-describedby={wrong ? "by-other-wrong" : undefined}>
      <legend>
        <h3>{t("guest.ask.who")}</h3>
      </legend>
      <Wrong id="by-other" text={wrong} />
      {people.map((person) => (
        <Option
          key={person.personId}
          type="radio"
          name="by"
          value={person.personId}
          id={`by-${person.personId}`}
          checked={isChosen(view, "answer", "by", person.personId, person.personId === asked)}
          label={<bdi>{person.name}</bdi>}
          small={postText(person, person.form, t.locale) || (person.liaison ? t("guest.liaison") : null)}
        />
      ))}
      {people.length > 0 ? (
        <Option
          type="radio"
          name="by"
          value="other"
          id="by-other"
          checked={isChosen(view, "answer", "by", "other", false)}
          label={t("guest.ask.other")}
          panel={fields}
        />
      ) : (
        <>
          <input type="hidden" name="by" value="other" />
          {fields}
        </>
      )}
    </fieldset>
  );
}
