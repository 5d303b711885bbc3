import { Icon, type IconName } from "./icon";

export type Tone = "none" | "sent" | "maybe" | "yes" | "bad" | "warn";

/** A state: icon, word and colour together, so that none of them carries it alone. `claimed` is outlined: said, not settled. */
export function Pill({ tone, icon, children, claimed = false }: { tone: Tone; icon: IconName; children: string; claimed?: boolean }) {
  return (
    <span className={`pill ${tone}${claimed ? " claimed" : ""}`}>
      <Icon name={icon} size={16} />
      {children}
    </span>
  );
}
