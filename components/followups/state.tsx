import type { IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { FollowUpState, Verdict } from "@/db/schema/followups";
import type { Translator } from "@/lib/i18n";

const looks: Record<FollowUpState, { tone: Tone; icon: IconName }> = {
  proposed: { tone: "maybe", icon: "help" },
  open: { tone: "none", icon: "hollow" },
  in_progress: { tone: "sent", icon: "half" },
  blocked: { tone: "warn", icon: "alert" },
  done: { tone: "yes", icon: "check" },
  verified: { tone: "yes", icon: "verified" },
  superseded: { tone: "none", icon: "compare" },
  dropped: { tone: "none", icon: "minus" },
};

/** The state of a follow-up. What is said and not settled yet is outlined. */
export function FollowUpPill({ state, t }: { state: FollowUpState; t: Translator }) {
  const { tone, icon } = looks[state];
  return (
    <Pill tone={tone} icon={icon} claimed={state === "done" || state === "proposed"}>
      {t(`vocabulary.followUpStates.${state}`)}
    </Pill>
  );
}

/** The mark of a decision, in the queue and above the next story. */
export const verdictLooks: Record<Verdict, { tone: Tone; icon: IconName }> = {
  verify: { tone: "yes", icon: "verified" },
  reopen: { tone: "warn", icon: "undo" },
  newDate: { tone: "none", icon: "calendar" },
  drop: { tone: "none", icon: "minus" },
  ask: { tone: "sent", icon: "send" },
  skip: { tone: "none", icon: "right" },
};
