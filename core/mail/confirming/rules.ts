import { derivedToken } from "@/lib/secret";

/** How long somebody can confirm what was answered for them, milliseconds: two weeks. */
const CONFIRM_LIFE = 14 * 86_400_000;

/** The secret of the link that confirms an answer; the database keeps its hash alone. */
export const confirmToken = (incomingId: string): string => derivedToken("confirm-answer", incomingId);

/** Whether an answer given by somebody else can still be confirmed. */
export const isOpen = ({ kind, receivedAt }: { kind: string; receivedAt: number }, now: number): boolean =>
  kind === "unconfirmed" && now <= receivedAt + CONFIRM_LIFE;
