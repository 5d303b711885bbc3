import { askAction, dropAction, newDateAction, reopenAction, reviewKeysAction, skipAction, verifyAction } from "@/app/actions/followups";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Decide, type Deciding, Keyed, shortcuts } from "@/components/followups/decide";
import { dayText, leadShort, type Reader } from "@/components/followups/words";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { canJudge } from "@/core/followups/policy";
import { whomToAsk } from "@/core/followups/questions/queries";
import { questionFor } from "@/core/followups/questions/rules";
import type { Decision } from "@/core/followups/review/queries";
import { newDate, newDateDays, nextAfter, reasons, verdictsFor } from "@/core/followups/review/rules";
import { isOpen } from "@/core/followups/rules";
import type { Story } from "@/core/followups/story/queries";
import { holidayDays, ownUser } from "@/core/offices/queries";
import { paths } from "@/lib/paths";
import type { Address } from "./sitting";

type Props = {
  context: Context;
  reader: Reader;
  story: Story;
  decision: Decision | undefined;
  decisions: Decision[];
  view: string[];
  address: Address;
};

/** What can be decided about the story at hand; for one that is decided, and for those who do not decide, the way on. */
export function Foot({ context, reader, story, decision, decisions, view, address }: Props) {
  const { store, actor, office, t } = context;
  const { followUp } = story;
  const keys = ownUser(store, actor)?.reviewKeys ?? false;
  const place = { r: address.r, at: followUp.id, group: address.group };
  if (decision || !canJudge(actor, followUp)) {
    const decided = new Set(decisions.map((d) => d.followUpId));
    const next = nextAfter(view, decided, followUp.id);
    return (
      <div className="decide">
        <a
          className={decision ? "button primary" : "button"}
          href={
            next && next !== followUp.id
              ? paths.review({ ...address, at: next })
              : paths.review({ ...address, end: decision ? 1 : undefined })
          }
          aria-keyshortcuts={shortcuts.skip}
        >
          <Keyed text={t("followups.review.goOn")} shortcut={shortcuts.skip} keys={keys} />
        </a>
        <div className="keys">
          <KeysForm keys={keys} context={context} place={place} />
        </div>
      </div>
    );
  }
  const holidays = holidayDays(store, office.id);
  const acts: Deciding["acts"] = {
    verify: verifyAction,
    reopen: reopenAction,
    newDate: newDateAction,
    drop: dropAction,
    ask: askAction,
    skip: skipAction,
  };
  return (
    <Decide
      t={t}
      texts={formTexts(t)}
      acts={acts}
      at={{
        reviewId: address.r,
        institutionId: address.institution,
        project: address.project,
        briefingId: address.briefing,
        group: address.group,
        followUpId: followUp.id,
      }}
      verdicts={isOpen(followUp.state) ? verdictsFor(followUp.state) : ["skip"]}
      keys={keys}
      evidence={story.evidence !== undefined}
      question={questionOf(context, reader, story)}
      dates={newDateDays.map((days) => ({
        value: days,
        label: t("followups.decide.days", { n: Number(days) }),
        hint: dayText(newDate(days, reader.today, followUp.dueOn, holidays), reader, "weekdayShort"),
      }))}
      reasons={reasons.map((reason) => ({ value: reason, label: t(`followups.reasons.${reason}`) }))}
      keysForm={<KeysForm keys={keys} context={context} place={place} />}
    />
  );
}

function questionOf({ store, actor, t }: Context, reader: Reader, { followUp, row }: Story): Deciding["question"] {
  const to = whomToAsk(store, actor, followUp);
  if (to)
    return {
      text: questionFor(followUp, reader.today, to.language),
      to: to.institutionId ? `${to.name}, ${leadShort(row.lead, reader)}` : to.name,
      lang: to.language,
    };
  const who = leadShort(row.lead, reader);
  const id = followUp.leadInstitutionId;
  return {
    nobody: (
      <p>
        {t(id ? "followups.decide.noLiaison" : "followups.decide.noColleague", { who })}{" "}
        <a className="link" href={id ? paths.institution(id) : paths.editFollowUp(followUp.id)}>
          {t(id ? "followups.decide.toInstitution" : "followups.decide.toEdit")}
        </a>
      </p>
    ),
  };
}

/** Keys can be turned off and on again (WCAG 2.1.4). */
function KeysForm({ keys, context: { t }, place }: { keys: boolean; context: Context; place: Record<string, string | undefined> }) {
  return (
    <Form key={String(keys)} action={reviewKeysAction} texts={formTexts(t)} className="direct">
      {!keys && <input type="hidden" name="on" value="on" />}
      {Object.entries(place).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      <Button kind="plain">{t(keys ? "followups.review.keysOff" : "followups.review.keysOn")}</Button>
    </Form>
  );
}
