import type { Context } from "@/app/context";
import { one, oneOf, type Query } from "@/app/query";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/fields";
import type { Briefing } from "@/core/briefings/queries";
import { mustAsk } from "@/core/invitations/clearing/queries";
import { openHolding } from "@/core/invitations/holding/queries";
import { dayOf } from "@/lib/dates";
import { PlannedLine } from "../../planned";

/** The foot of a sending: when the messages leave, how many there are, and the button. */
export function Confirm({ context, briefing, n, query }: { context: Context; briefing: Briefing; n: number; query: Query }) {
  const { store, actor, t } = context;
  const asks = mustAsk(store, actor, briefing);
  const running = openHolding(store, briefing);
  const today = dayOf(actor.now, briefing.zone);
  return (
    <section className="confirm">
      <Choices
        name="how"
        label={t("holding.how")}
        value={oneOf(query, "how", ["now", "hold"] as const) ?? "now"}
        options={[
          asks
            ? { value: "now", label: t("clearance.ask"), hint: t("holding.nowClear") }
            : { value: "now", label: t("holding.nowLabel"), hint: t("holding.now") },
          { value: "hold", label: t("holding.hold"), hint: t("holding.holdHint") },
        ]}
      />
      <fieldset className="field when-hold">
        <legend>{t("holding.note")}</legend>
        <Field name="askedOn" type="date" label={t("holding.askedOn")} value={one(query, "askedOn") || (running?.askedOn ?? today)} />
        <Field
          name="reference"
          label={t("holding.reference")}
          value={one(query, "reference") || running?.reference}
          maxLength={60}
          optional
        />
      </fieldset>
      {n > 1 ? (
        <Field
          name="count"
          type="number"
          label={t("holding.count")}
          hint={t("holding.countHint", { n })}
          value={one(query, "count")}
          min={1}
          max={500}
          autoComplete="off"
        />
      ) : (
        <input type="hidden" name="count" value="1" />
      )}
      <p className="meta">
        <PlannedLine context={context} briefing={briefing} />
      </p>
      <div className="buttons">
        <Button kind="primary">
          <span className="when-now">{t(asks ? "clearance.ask" : n > 1 ? "invitations.send.send" : "invitations.send.sendOne")}</span>
          <span className="when-hold">{t("holding.go")}</span>
        </Button>
      </div>
    </section>
  );
}
