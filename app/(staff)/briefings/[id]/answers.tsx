import type { ReactNode } from "react";
import type { Context } from "@/app/context";
import type { IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import { Tally } from "@/components/ui/tally";
import type { Briefing } from "@/core/briefings/queries";
import { answersOf } from "@/core/invitations/answers/queries";
import { phaseOf } from "@/core/invitations/board/rules";
import type { Invitation } from "@/core/invitations/queries";
import { dayOf, formatDay, near } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import type { BriefingStanding } from "./standing";

type Part = { key: "accepted" | "tentative" | "declined" | "none" | "not_sent"; tone: Tone; icon: IconName };

const parts: Part[] = [
  { key: "accepted", tone: "yes", icon: "check" },
  { key: "tentative", tone: "maybe", icon: "help" },
  { key: "declined", tone: "none", icon: "minus" },
  { key: "none", tone: "sent", icon: "send" },
  { key: "not_sent", tone: "none", icon: "dashed" },
];

const partOf = ({ answer, state }: Invitation): Part["key"] => answer ?? (state === "sent" ? "none" : "not_sent");

/** Who said what: the bar with its words, each the way to those institutions on the board. Nothing while nobody is invited. */
export function Answers({ context, briefing, standing }: { context: Context; briefing: Briefing; standing: BriefingStanding }) {
  const { t } = context;
  const { invitations, counts, names } = standing;
  if (invitations.length === 0) return null;
  const rows = parts.map((part) => ({ ...part, of: invitations.filter((invitation) => partOf(invitation) === part.key) }));
  const shown = rows.filter((row) => row.of.length > 0 || (row.key !== "not_sent" && counts.notSent < counts.invited));
  const seats = invitations.reduce((sum, invitation) => sum + invitation.quota, 0);
  return (
    <section className="answers" aria-labelledby="answers">
      <h2 id="answers">{t("briefings.answers.title")}</h2>
      <Tally parts={rows.filter((row) => row.key !== "not_sent").map((row) => ({ tone: row.tone, n: row.of.length }))} />
      <ul>
        {shown.map((row) => (
          <li key={row.key}>
            <a href={paths.invitations(briefing.id, { show: row.key })}>
              <Pill tone={row.tone} icon={row.icon}>
                {t(`vocabulary.answers.${row.key}`)}
              </Pill>
            </a>
            <b>{row.of.length}</b>
            <span className="meta">
              {listed(row.of, names)}
              {row.key === "tentative" && row.of[0] && row.of.length === 1 && tellsBy(row.of[0], context)}
            </span>
          </li>
        ))}
      </ul>
      <p>
        {t.rich("briefings.answers.people", {
          named: counts.named,
          open: phaseOf(briefing) === "open" ? counts.toDesignate : 0,
          seats,
          room: briefing.seats !== null && briefing.seats < seats && briefing.mode !== "online" ? briefing.seats : 0,
          a: (chunks: ReactNode) => (
            <a className="link" href={paths.invitations(briefing.id, { show: "names" })}>
              {chunks}
            </a>
          ),
        })}
      </p>
    </section>
  );
}

/** ", will tell us by 2 Dec", where that was said. */
function tellsBy({ id }: Invitation, { store, actor, office, t, locale }: Context): string {
  const day = answersOf(store, office.id, [id])
    .get(id)
    ?.find((answer) => !answer.undoneAt)?.tellBy;
  return day ? t("briefings.answers.tellsBy", { day: formatDay(day, locale, near("short", day, dayOf(actor.now, office.zone))) }) : "";
}

/** "MIRE, MINSA": institutions by the acronym or name of the day, each in its own language. */
function listed(invitations: Invitation[], names: BriefingStanding["names"]): ReactNode {
  return invitations.map((invitation, i) => {
    const name = names.get(invitation.institutionId);
    return (
      <span key={invitation.id} lang="es">
        {i > 0 && ", "}
        <a className="name font-normal!" href={paths.institution(invitation.institutionId)}>
          {name?.acronym ?? readText(name?.name, "es")}
        </a>
      </span>
    );
  });
}
