import type { IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { BriefingState } from "@/db/schema/briefings";

const looks: Record<BriefingState, { tone: Tone; icon: IconName }> = {
  draft: { tone: "none", icon: "dashed" },
  scheduled: { tone: "sent", icon: "calendar" },
  inviting: { tone: "sent", icon: "send" },
  under_way: { tone: "yes", icon: "half" },
  held: { tone: "yes", icon: "check" },
  closed: { tone: "none", icon: "check" },
  postponed: { tone: "warn", icon: "clock" },
  cancelled: { tone: "none", icon: "minus" },
};

/** Where a briefing stands, with its word. */
export function StatePill({ state, text }: { state: BriefingState; text: string }) {
  return <Pill {...looks[state]}>{text}</Pill>;
}
