import type { Commitment } from "@/core/followups/queries";
import { Field, Option, Wrong } from "./parts";
import { type GuestView, isChosen, problemOf, typed } from "./view";
import { dayText } from "./words";

/** What both sides agreed before: what was planned or done, never that it is late; and the way to say what is new. */
export function SinceWeMet({ view }: { view: GuestView }) {
  const { t, met, told, office } = view;
  if (met.length === 0) return null;
  return (
    <section aria-labelledby="since">
      <h2 id="since">{t("guest.met.title")}</h2>
      <ul className="rows">
        {met.map((commitment) => (
          <li key={commitment.id} id={commitment.id}>
            <p lang={office.language === t.locale ? undefined : office.language}>{commitment.what}</p>
            <p className="mu s">{standing(view, commitment)}</p>
            {commitment.own ? <p className="mu s">{t("guest.met.own", { part: t(`guest.met.progress.${commitment.own}`) })}</p> : null}
            {told === commitment.id ? (
              <p className="told" role="status">
                {t("guest.met.told")}
              </p>
            ) : null}
            {commitment.state === "done" ? null : <Update view={view} commitment={commitment} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function standing({ t, today, names }: GuestView, { lead, by, state, dueOn, doneOn, briefing }: Commitment): string {
  const who = by === "office" ? names.short : (lead.name?.[t.locale] ?? lead.name?.es ?? lead.acronym ?? "");
  const line =
    state === "done" && doneOn
      ? t("guest.met.done", { who, day: dayText({ t, today }, doneOn) })
      : state === "planned" && dueOn
        ? t("guest.met.planned", { who, day: dayText({ t, today }, dueOn) })
        : t("guest.met.open", { who, state });
  return briefing ? `${line} · ${t("guest.met.meeting", { day: dayText({ t, today }, briefing.startsLocal.slice(0, 10)) })}` : line;
}

/** A proposal can be confirmed by whoever would lead it; anything else moves on. */
const steps = ({ by, state }: Commitment) =>
  state === "to_confirm" ? (by === "institution" ? (["open"] as const) : []) : (["in_progress", "done", "blocked"] as const);

function Update({ view, commitment }: { view: GuestView; commitment: Commitment }) {
  const { t, entered, answers } = view;
  const { id } = commitment;
  const returned = entered?.act === "update" && entered.values.get("followUpId") === id;
  const shown = returned ? view : { ...view, entered: undefined };
  const choices = steps(commitment);
  const wrong = problemOf(shown, `progress-${id}`);
  return (
    <details className="thin" open={returned}>
      <summary>{t("guest.met.update")}</summary>
      <form className="fold" method="post" action={view.address()} noValidate>
        <input type="hidden" name="act" value="update" />
        <input type="hidden" name="key" value={view.key} />
        <input type="hidden" name="language" value={t.locale} />
        <input type="hidden" name="followUpId" value={id} />
        {choices.length > 0 ? (
          <fieldset aria-describedby={wrong ? `progress-${id}-wrong` : undefined}>
            <legend>{t("guest.met.ask")}</legend>
            <div className="opts" id={`progress-${id}`}>
              <Wrong id={`progress-${id}`} text={wrong} />
              {choices.map((step) => (
                <Option
                  key={step}
                  type="radio"
                  name="progress"
                  value={step}
                  id={`${step}-${id}`}
                  checked={isChosen(shown, "update", "progress", step, step === commitment.own)}
                  label={t(`guest.met.progress.${step}`)}
                />
              ))}
            </div>
          </fieldset>
        ) : null}
        <Field
          id={`note-${id}`}
          name="note"
          rows={3}
          label={t("guest.met.note")}
          hint={t("guest.met.noteHint")}
          value={typed(shown, "update", "note")}
          wrong={problemOf(shown, `note-${id}`)}
        />
        <Field
          id={`byName-${id}`}
          name="byName"
          label={t("guest.ask.yourName")}
          value={typed(shown, "update", "byName", answers[0]?.byName)}
          wrong={problemOf(shown, `byName-${id}`)}
          autoComplete="name"
        />
        <button className="btn out" type="submit">
          {t("guest.met.send")}
        </button>
      </form>
    </details>
  );
}
