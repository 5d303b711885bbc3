import { paperFiles } from "@/core/briefings/materials/queries";
import { followUpMail } from "@/core/followups/mail";
import { answerMail } from "@/core/invitations/answers/mail";
import { purgeNeeds } from "@/core/invitations/delegation/commands";
import { nomineeMail } from "@/core/invitations/delegation/mail";
import { forgetDelegates } from "@/core/invitations/keeping/commands";
import { invitationMail } from "@/core/invitations/mail";
import { seatMail } from "@/core/invitations/seats/mail";
import { invitationHooks } from "@/core/invitations/sending/commands";
import type { MessageHooks, MessageKinds } from "@/core/kernel/outbox";
import { purgeReceipts } from "@/core/kernel/receipts";
import { dispatchDue, isAnythingDue } from "@/core/mail/dispatch";
import { forgetMail } from "@/core/mail/incoming/commands";
import { entryMail } from "@/core/offices/entering/mail";
import { logoFiles } from "@/core/offices/logo/queries";
import { officeMail } from "@/core/offices/mail";
import { isDemo } from "@/core/offices/queries";
import { closeRunOut } from "@/core/offices/rights/commands";
import { openStore } from "@/db/store";
import { sweepFiles } from "@/lib/files/storage";
import { logError } from "@/lib/log";
import { chooseTransport } from "@/lib/mail/transport";

/** Every kind of message there is, from the rooms that cause them. */
export const messageKinds: MessageKinds = {
  ...officeMail,
  ...entryMail,
  ...invitationMail,
  ...answerMail,
  ...nomineeMail,
  ...seatMail,
  ...followUpMail,
};

/** What those rooms do when a message of theirs has left. */
export const messageHooks: MessageHooks = { ...invitationHooks };

/** Pause between two looks at the outbox, milliseconds; a look that finds nothing is two index look-ups. */
const PAUSE = 1000;

/** Pause between two clearings of what has served its purpose, milliseconds. */
const HOUR = 3_600_000;

/** Names are looked through once a day; while there are more to take out, each hour. */
const DAY = 24 * HOUR;
let forgetAgain = 0;

const holder = globalThis as { enlaceMailing?: AbortController };

/** Sends what is due now. */
async function turn(signal: AbortSignal): Promise<void> {
  const store = openStore();
  if (!isAnythingDue(store, Date.now())) return;
  await dispatchDue(store, messageKinds, chooseTransport(isDemo(store)), Date.now(), { hooks: messageHooks, signal });
}

/** Ends what has run out: rights whose last day has passed, needs and names of those who came, results of forms long posted; removes files nobody refers to. */
async function clear(): Promise<void> {
  const store = openStore();
  const now = Date.now();
  const system = { kind: "system", now } as const;
  closeRunOut(store, system);
  purgeNeeds(store, system);
  if (now >= forgetAgain) {
    const forgotten = forgetDelegates(store, system);
    forgetMail(store, system);
    forgetAgain = forgotten.ok && forgotten.value.n > 0 ? now : now + DAY;
  }
  purgeReceipts(store, now);
  await sweepFiles([...paperFiles(store), ...logoFiles(store)], HOUR);
}

/**
 * Starts the one dispatcher of this process. When the process is told to end, messages that have not begun to leave
 * go back to the queue at once; what has begun is finished if the time allows, else the next process calls it uncertain. Every hour it
 * clears away what has served its purpose.
 */
export function startMailing(): void {
  if (holder.enlaceMailing) return;
  const stopping = new AbortController();
  holder.enlaceMailing = stopping;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  let troubled = false;
  let cleared = 0;
  const look = async (): Promise<void> => {
    try {
      await turn(stopping.signal);
      if (Date.now() - cleared > HOUR) {
        cleared = Date.now();
        await clear();
      }
      troubled = false;
    } catch (thrown) {
      if (!troubled) logError("mailing", thrown);
      troubled = true;
    }
    if (!stopping.signal.aborted) setTimeout(look, PAUSE).unref();
  };
  setTimeout(look, PAUSE).unref();
}
