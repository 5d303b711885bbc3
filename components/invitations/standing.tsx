import type { IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { Standing } from "@/core/invitations/rules";
import type { Translator } from "@/lib/i18n";

/** A courteous "no" is an answer: grey with its own icon. Red is for what failed. */
const looks: Record<Standing, { tone: Tone; icon: IconName }> = {
  not_sent: { tone: "none", icon: "dashed" },
  held: { tone: "maybe", icon: "clock" },
  on_hold: { tone: "maybe", icon: "clock" },
  sending: { tone: "sent", icon: "clock" },
  none: { tone: "sent", icon: "send" },
  accepted: { tone: "yes", icon: "check" },
  tentative: { tone: "maybe", icon: "help" },
  declined: { tone: "none", icon: "minus" },
  withdrawn: { tone: "none", icon: "cross" },
};

/** Where an invitation stands, with its word. */
export function StandingPill({ standing, t }: { standing: Standing; t: Translator }) {
  return <Pill {...looks[standing]}>{t(`vocabulary.answers.${standing}`)}</Pill>;
}
