import type { IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { MessageState as State } from "@/db/schema/kernel";
import { dayOf, formatMoment, near } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { Failure } from "./failure";

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  queued: { tone: "none", icon: "clock" },
  sending: { tone: "sent", icon: "send" },
  sent: { tone: "yes", icon: "check" },
  failed: { tone: "bad", icon: "alert" },
  uncertain: { tone: "warn", icon: "help" },
  cancelled: { tone: "none", icon: "minus" },
};

/** What became of a message, with the server's words where it failed. */
export function MessageState({
  message,
  zone,
  today,
  t,
}: {
  message: { state: State; sentAt: number | null; lastError: string | null };
  zone: string;
  /** The day of the page (`YYYY-MM-DD`). */
  today: string;
  t: Translator;
}) {
  const { state, sentAt, lastError } = message;
  return (
    <>
      <Pill {...looks[state]}>{t(`vocabulary.messageStates.${state}`)}</Pill>
      {sentAt !== null && <span className="meta">{formatMoment(sentAt, zone, t.locale, near("short", dayOf(sentAt, zone), today))}</span>}
      {(state === "failed" || state === "uncertain") && lastError && <Failure answer={lastError} t={t} />}
    </>
  );
}
