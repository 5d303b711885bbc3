import type { Metadata } from "next";
import { Quiet } from "@/app/(staff)/quiet";
import { allowed, present, staffContext } from "@/app/context";
import { one, type Query } from "@/app/query";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/list";
import { findBriefing } from "@/core/briefings/queries";
import { isOpenForInvitations } from "@/core/briefings/rules";
import { canInvite } from "@/core/invitations/policy";
import { readiness } from "@/core/invitations/sending/queries";
import { takesMessages } from "@/core/invitations/sending/rules";
import { authorize } from "@/core/kernel/authorized";
import { paths } from "@/lib/paths";
import { Held } from "../held";
import { Leavings } from "../leavings";
import { Progress } from "./progress";
import { Ready } from "./ready";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t(one(await searchParams, "batch") ? "invitations.progress.title" : "invitations.send.title") };
}

/** What each institution will get, and the sending; then how it goes. */
export default async function SendInvitations({ params, searchParams }: Props) {
  const { id } = await params;
  const query = await searchParams;
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  const batchId = one(query, "batch");
  if (batchId) return <Progress context={context} briefing={briefing} batchId={batchId} />;
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  // A new date is still to come; what is off, or has begun, sends nothing any more.
  const sends = takesMessages(briefing, actor.now) || (briefing.dateOpen && isOpenForInvitations(briefing));
  const drafts = sends ? readiness(store, actor, id) : [];
  return (
    <>
      <Leavings context={context} briefing={briefing} />
      <Quiet context={context} />
      <Held context={context} briefing={briefing} />
      {drafts.length > 0 ? (
        <Ready context={context} briefing={briefing} drafts={drafts} query={query} />
      ) : (
        <div className="sheet">
          <Empty>
            <p>{t(sends ? "invitations.send.none" : "invitations.send.over")}</p>
            <p>
              <ButtonLink href={paths.invitations(id)}>{t("invitations.send.toBoard")}</ButtonLink>
            </p>
          </Empty>
        </div>
      )}
    </>
  );
}
