import type { Metadata } from "next";
import { present, staffContext } from "@/app/context";
import { findBriefing } from "@/core/briefings/queries";
import { readText } from "@/lib/localized";
import { About } from "./about";
import { Answers } from "./answers";
import { Leavings } from "./invitations/leavings";
import { Latest } from "./latest";
import { NextStep } from "./next-step";
import { OnPaper } from "./on-paper";
import { Ready } from "./ready";
import { standingOf } from "./standing";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, office, locale } = await staffContext();
  const briefing = findBriefing(store, actor, (await params).id);
  return { title: briefing && readText(briefing.title, locale, office.language) };
}

/** What to do now, what the institutions said, and whether everything is ready. */
export default async function Overview({ params }: Props) {
  const context = await staffContext();
  const briefing = present(findBriefing(context.store, context.actor, (await params).id));
  const standing = standingOf(context, briefing);
  return (
    <>
      <Leavings context={context} briefing={briefing} />
      <NextStep context={context} briefing={briefing} standing={standing} />
      <div className="spread">
        <div className="sheet">
          <Answers context={context} briefing={briefing} standing={standing} />
          <Ready context={context} briefing={briefing} standing={standing} />
        </div>
        <div className="beside">
          <About context={context} briefing={briefing} />
          <OnPaper context={context} briefing={briefing} />
          <Latest context={context} briefing={briefing} />
        </div>
      </div>
    </>
  );
}
