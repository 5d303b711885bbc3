import type { Metadata } from "next";
import { setReminders } from "@/app/actions/reminders";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Version } from "@/components/ui/form-parts";
import { Sheet } from "@/components/ui/page";
import { canPlanBriefings } from "@/core/briefings/policy";
import { type Briefing, findBriefing } from "@/core/briefings/queries";
import { isPlanOn } from "@/core/briefings/reminding/rules";
import { isOpenForChanges } from "@/core/briefings/rules";
import { plannedOf, writtenBy } from "@/core/invitations/planning/queries";
import { OPENS } from "@/core/offices/days/rules";
import { listStaff } from "@/core/offices/queries";
import { planLines } from "@/db/schema/briefings";
import { formatHour } from "@/lib/dates";
import { Leavings } from "../invitations/leavings";
import { Ahead } from "./ahead";
import { Line } from "./line";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("reminders.title") };
}

/** What the briefing sends by itself: each line with its day, whom it would reach, and below it every message that will leave. */
export default async function Reminders({ params }: Props) {
  const context = await staffContext();
  const { store, actor, t, locale } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  const plans = canPlanBriefings(actor, briefing) && isOpenForChanges(briefing);
  const hour = formatHour(`2000-01-01T${OPENS}`, locale);
  const planned = plannedOf(store, actor, { briefingId: briefing.id });
  const written = writtenBy(store, actor, briefing);
  const lines = planLines.map((line) => (
    <Line
      key={line}
      context={context}
      briefing={briefing}
      line={line}
      editable={plans}
      planned={planned.filter((one) => one.line === line)}
      written={written.get(line) ?? 0}
    />
  ));
  return (
    <>
      <div className="head">
        <div>
          <h2 id="reminders">{t("reminders.title")}</h2>
          <p className="meta max-w-2xl">
            {t(isPlanOn(briefing.reminders) ? "reminders.lead" : "reminders.leadOff", { hour })}{" "}
            <SetBy context={context} briefing={briefing} />
          </p>
        </div>
      </div>
      <Leavings context={context} briefing={briefing} />
      <div className="spread">
        <Sheet>
          <section aria-labelledby="reminders">
            {plans ? (
              <Form action={setReminders} texts={formTexts(t)} className="form">
                <input type="hidden" name="briefingId" value={briefing.id} />
                <Version value={briefing.reminders?.version ?? 0} />
                {lines}
                <div className="buttons">
                  <Button kind="primary">{t("common.form.save")}</Button>
                </div>
              </Form>
            ) : (
              <div className="form">{lines}</div>
            )}
          </section>
        </Sheet>
        <div className="beside">
          <Ahead context={context} briefing={briefing} planned={planned} />
        </div>
      </div>
    </>
  );
}

/** By whom the plan is as it is. */
function SetBy({ context: { store, actor, t }, briefing }: { context: Context; briefing: Briefing }) {
  const by = listStaff(store, actor).find(({ userId }) => userId === briefing.reminders?.setBy);
  return by ? t("reminders.setBy", { name: by.name }) : null;
}
