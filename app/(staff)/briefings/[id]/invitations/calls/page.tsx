import type { Metadata } from "next";
import { allowed, present, staffContext } from "@/app/context";
import { one, type Query } from "@/app/query";
import { PrintButton } from "@/components/invitations/print";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/list";
import { findBriefing, newDateSince } from "@/core/briefings/queries";
import { callList } from "@/core/invitations/calling/queries";
import { canInvite } from "@/core/invitations/policy";
import { authorize } from "@/core/kernel/authorized";
import { paths } from "@/lib/paths";
import { Answered } from "../answered";
import { Call } from "./call";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("calls.title") };
}

/** Who has not answered, each with whom to call: what they say is noted by one press; printed, it is a list to write on. */
export default async function CallList({ params, searchParams }: Props) {
  const { id } = await params;
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, id));
  allowed(() => authorize(briefing, (b) => canInvite(actor, b)));
  const rows = callList(store, actor, briefing);
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("calls.heading", { n: rows.length, again: String(newDateSince(store, briefing) !== undefined) })}</h2>
          {rows.length > 0 && <p className="meta order">{t("calls.lead")}</p>}
        </div>
        <div className="buttons">
          {rows.length > 0 && <PrintButton text={t("invitations.board.print")} />}
          <ButtonLink href={paths.invitations(id)}>{t("invitations.send.toBoard")}</ButtonLink>
        </div>
      </div>
      <Answered context={context} briefing={briefing} answerId={one(await searchParams, "answered")} />
      {rows.length === 0 ? (
        <div className="sheet">
          <Empty>
            <p>{t("calls.none")}</p>
          </Empty>
        </div>
      ) : (
        <ul className="sheet calls">
          {rows.map((row) => (
            <Call key={row.invitation.id} context={context} briefing={briefing} row={row} />
          ))}
        </ul>
      )}
    </>
  );
}
