import type { Context } from "@/app/context";
import { ChosenBar } from "@/components/invitations/chosen";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/list";
import type { Briefing } from "@/core/briefings/queries";
import type { BoardRow } from "@/core/invitations/board/queries";
import { takesMessages } from "@/core/invitations/sending/rules";
import { paths } from "@/lib/paths";

/** The form the ticked rows belong to. */
export const CHOSEN = "chosen";

/** At the foot of the board: what can be done with the ticked institutions. Each button leads to a page that shows it first. */
export function Chosen({ context, briefing, rows }: { context: Context; briefing: Briefing; rows: BoardRow[] }) {
  const { t, actor } = context;
  const open = takesMessages(briefing, actor.now);
  const ways = [
    ...(open ? [{ href: paths.chase(briefing.id, "reminder"), text: t("invitations.chosen.remind") }] : []),
    ...(open ? [{ href: paths.textInvitations(briefing.id), text: t("invitations.chosen.texts") }] : []),
    { href: paths.briefingLetters(briefing.id), text: t("letters.title") },
    { href: paths.withdrawInvitations(briefing.id), text: t("invitations.chosen.withdraw") },
  ];
  return (
    <ChosenBar
      id={CHOSEN}
      rows={rows.map((row) => row.invitation.id).join()}
      label={t("invitations.chosen.label")}
      counts={rows.map((_, i) => t("invitations.chosen.count", { n: i + 1 }))}
    >
      {ways.map(({ href, text }) => (
        <button key={href} type="submit" className="button" formAction={href}>
          {text}
        </button>
      ))}
    </ChosenBar>
  );
}

/** What a page about ticked institutions shows when none was ticked. */
export function NobodyChosen({ context, briefing }: { context: Context; briefing: Briefing }) {
  const { t } = context;
  return (
    <div className="sheet">
      <Empty>
        <p>{t("refusals.nobody_chosen")}</p>
        <p>
          <ButtonLink href={paths.invitations(briefing.id)}>{t("invitations.send.toBoard")}</ButtonLink>
        </p>
      </Empty>
    </div>
  );
}
