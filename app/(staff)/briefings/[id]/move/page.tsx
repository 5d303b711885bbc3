import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { moveBriefing } from "@/app/actions/briefings";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { canPlanBriefings } from "@/core/briefings/policy";
import { findBriefing } from "@/core/briefings/queries";
import { canMove, isTooEarly } from "@/core/briefings/rules";
import { paths } from "@/lib/paths";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ to?: string }> };

const targets = ["under_way", "held", "closed"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("briefings.move.title") };
}

/** Asks before a briefing passes to another state, and says what that means. */
export default async function MoveBriefing({ params, searchParams }: Props) {
  const { store, actor, t } = await staffContext();
  const briefing = present(findBriefing(store, actor, (await params).id));
  const wanted = (await searchParams).to;
  const to = targets.find((target) => target === wanted && canMove(briefing.state, target));
  if (!to || !canPlanBriefings(actor, briefing)) notFound();
  const what = briefing.state === "closed" ? "reopen" : briefing.state === "held" && to === "under_way" ? "notOver" : to;
  const early = isTooEarly(briefing, to, actor.now);
  return (
    <section className="sheet part" aria-labelledby="move">
      <h2 id="move">{t(`briefings.menu.${what}`)}</h2>
      <p className="max-w-2xl">{t(early ? "refusals.not_begun_yet" : `briefings.move.${what}`)}</p>
      <Form action={moveBriefing} texts={formTexts(t)}>
        <input type="hidden" name="briefingId" value={briefing.id} />
        <input type="hidden" name="to" value={to} />
        <div className="buttons">
          {!early && <Button kind="primary">{t(`briefings.move.act_${what}`)}</Button>}
          <ButtonLink kind="plain" href={paths.briefing(briefing.id)}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </section>
  );
}
