import { paperFiles } from "@/core/briefings/materials/queries";
import { followUpMail } from "@/core/followups/mail";
import { remindOfFollowUps } from "@/core/followups/reminding/commands";
import { remindingMail } from "@/core/followups/reminding/mail";
import { thankingMail } from "@/core/followups/thanking/mail";
import { answerMail } from "@/core/invitations/answers/mail";
import { leavingHooks } from "@/core/invitations/clearing/commands";
import { purgeNeeds } from "@/core/invitations/delegation/commands";
import { nomineeMail } from "@/core/invitations/delegation/mail";
import { forgetDelegates } from "@/core/invitations/keeping/commands";
import { letterFiles } from "@/core/invitations/letters/queries";
import { invitationMail } from "@/core/invitations/mail";
import { sendPlanned } from "@/core/invitations/planning/commands";
import { seatMail } from "@/core/invitations/seats/mail";
import { withdrawalMail } from "@/core/invitations/withdrawing/mail";
import type { MessageHooks, MessageKinds } from "@/core/kernel/outbox";
import { purgeReceipts } from "@/core/kernel/receipts";
import { dropTurn, takeTurn } from "@/core/kernel/turns";
import { confirmingMail } from "@/core/mail/confirming/mail";
import { dispatchDue, dropUnlike, isAnythingDue } from "@/core/mail/dispatch";
import { forgetMail } from "@/core/mail/incoming/commands";
import { tellingAgain } from "@/core/mail/repeating/mail";
import { AT_ONCE } from "@/core/mail/rules";
import { testMail } from "@/core/mail/testing/mail";
import { entryMail } from "@/core/offices/entering/mail";
import { logoFiles } from "@/core/offices/logo/queries";
import { officeMail } from "@/core/offices/mail";
import { sheetFiles } from "@/core/offices/papers/queries";
import { isDemo } from "@/core/offices/queries";
import { closeRunOut } from "@/core/offices/rights/commands";
import { sendDigests } from "@/core/reports/digest/commands";
import { digestMail } from "@/core/reports/digest/mail";
import { openStore, type Store } from "@/db/store";
import { sweepFiles } from "@/lib/files/storage";
import { logError } from "@/lib/log";
import { chooseTransport, smtpServer } from "@/lib/mail/transport";
import { toldToEnd } from "./ending";

/** Every kind of message the rooms cause; one that goes a second time says so. */
const caused: MessageKinds = tellingAgain({
  ...officeMail,
  ...entryMail,
  ...invitationMail,
  ...answerMail,
  ...nomineeMail,
  ...seatMail,
  ...withdrawalMail,
  ...confirmingMail,
  ...followUpMail,
  ...remindingMail,
  ...thankingMail,
  ...digestMail,
});

/** Every kind of message there is: those, and the test of each. */
export const messageKinds: MessageKinds = { ...caused, ...testMail(caused) };

/** What those rooms do when a message of theirs has left. */
export const messageHooks: MessageHooks = { ...leavingHooks };

/** Pause between two looks at the outbox, milliseconds; a look that finds nothing is two index look-ups. */
const PAUSE = 1000;

/** Pause between two looks at what leaves by itself or is to be cleared, and between two clearings of what has served its purpose, milliseconds. */
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Names are looked through once a day; while there are more to take out, each hour. */
const DAY = 24 * HOUR;

const holder = globalThis as { enlaceMailing?: Promise<void> };

/**
 * Ends what has run out: rights whose last day has passed, needs and names of those who came, results of forms long
 * posted; removes files nobody refers to. Of several processes one does it.
 */
async function clear(): Promise<void> {
  const store = openStore();
  const now = Date.now();
  const system = { kind: "system", now } as const;
  if (!takeTurn(store, "clear", now, HOUR)) return;
  closeRunOut(store, system);
  purgeNeeds(store, system);
  if (takeTurn(store, "forget", now, DAY)) {
    const forgotten = forgetDelegates(store, system);
    forgetMail(store, system);
    if (forgotten.ok && forgotten.value.n > 0) dropTurn(store, "forget");
  }
  purgeReceipts(store, now);
  await sweepFiles([...paperFiles(store), ...logoFiles(store), ...letterFiles(store), ...sheetFiles(store)], HOUR);
}

/** Queues what leaves by itself at this moment, and stops what reads otherwise than it was cleared; done by several processes it is done once. */
async function planned(): Promise<void> {
  const store = openStore();
  const system = { kind: "system", now: Date.now() } as const;
  sendPlanned(store, system);
  remindOfFollowUps(store, system);
  sendDigests(store, system);
  dropUnlike(store, messageKinds, messageHooks, system.now);
}

/**
 * Starts the one dispatcher of this process. When the process is told to end, messages that have not begun to leave
 * go back to the queue at once; what has begun is finished, and killed before that, the next process calls it uncertain.
 * Every hour it clears away what has served its purpose. Gives a promise of the end.
 */
export function startMailing(signal = toldToEnd()): Promise<void> {
  holder.enlaceMailing ??= keepMailing(signal);
  return holder.enlaceMailing;
}

function keepMailing(signal: AbortSignal): Promise<void> {
  let troubled = false;
  const said = (thrown: unknown): void => {
    if (!troubled) logError("mailing", thrown);
    troubled = true;
  };

  const working = new Set<Promise<unknown>>();
  const begin = (work: Promise<unknown>): void => {
    const done = work.catch(said).finally(() => working.delete(done));
    working.add(done);
  };
  let senders = 0;
  /** Each sender goes on until nothing is left for it, so one that a slow server keeps waiting holds up nobody. */
  const send = (store: Store): void => {
    const demo = isDemo(store);
    const manner = { hooks: messageHooks, signal, paced: smtpServer(demo) !== undefined, atOnce: 1 };
    for (; senders < AT_ONCE; senders++)
      begin(dispatchDue(store, messageKinds, chooseTransport(demo), Date.now(), manner).finally(() => senders--));
  };

  let clearing = 0;
  const look = (): void => {
    if (signal.aborted) return;
    try {
      const store = openStore();
      if (senders < AT_ONCE && isAnythingDue(store, Date.now())) send(store);
      if (Date.now() - clearing > MINUTE) {
        clearing = Date.now();
        begin(planned());
        begin(clear());
      }
      if (working.size === 0) troubled = false;
    } catch (thrown) {
      said(thrown);
    }
    setTimeout(look, PAUSE).unref();
  };
  setTimeout(look, PAUSE).unref();
  return new Promise((done) => signal.addEventListener("abort", () => void Promise.all(working).then(() => done()), { once: true }));
}
