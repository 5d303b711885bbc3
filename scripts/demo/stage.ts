import type { z } from "zod";
import { messageHooks, messageKinds } from "@/app/mailing";
import type { Staff } from "@/core/kernel/actor";
import type { Outcome } from "@/core/kernel/outcome";
import { dispatchDue } from "@/core/mail/dispatch";
import { holidayDays } from "@/core/offices/queries";
import { isWorkingDay } from "@/core/offices/rules";
import { openStore } from "@/db/store";
import { addDays, dayOf, instantOf } from "@/lib/dates";
import { chooseTransport, type Transport } from "@/lib/mail/transport";

/** The zone of the model case; Costa Rica's clock differs by an hour, which its own briefing shows. */
export const PANAMA = "America/Panama";

/** A member of staff as the play knows them: everything of the actor but the moment. */
export type Player = Omit<Staff, "now">;

/** The value of an act that the play needs to succeed; a refusal ends the play with its code. */
export function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`The demo was refused: ${outcome.code} ${JSON.stringify(outcome.params ?? {})} ${outcome.field ?? ""}`);
}

/** A form as its schema gives it to the command, checked like a person's. */
export const typed = <S extends z.ZodType>(schema: S, form: z.input<S>): z.output<S> => schema.parse(form);

/** "2021-12-14 09:00" in Panama, as milliseconds UTC. */
export function at(moment: string, zone = PANAMA): number {
  const found = instantOf(moment.replace(" ", "T"), zone);
  if (found === undefined) throw new Error(`${moment} is not an hour in ${zone}.`);
  return found;
}

/** The player at a moment. */
export const as = (player: Player, moment: string | number): Staff => ({
  ...player,
  now: typeof moment === "number" ? moment : at(moment),
});

/** Days counted from the one on which the demo is made. What it sets is a working day of the office: coming ones move on, past ones back. */
export class Calendar {
  readonly today: string;
  private readonly closed: ReadonlySet<string>;
  constructor(
    private readonly now: number,
    officeId: string,
    private readonly zone = PANAMA,
  ) {
    this.today = dayOf(now, zone);
    this.closed = holidayDays(openStore(), officeId);
  }
  /** The working day so many days from today. */
  day(days: number): string {
    let day = addDays(this.today, days);
    const step = days < 0 ? -1 : 1;
    while (!isWorkingDay(day, this.closed)) day = addDays(day, step);
    return day;
  }
  /** The nth working day after today. */
  workday(nth: number): string {
    let day = this.today;
    for (let left = nth; left > 0; left -= isWorkingDay(day, this.closed) ? 1 : 0) day = addDays(day, 1);
    return day;
  }
  /** An hour of such a day, milliseconds UTC; never later than now. */
  moment(days: number, hour: string): number {
    return Math.min(at(`${this.day(days)} ${hour}`, this.zone), this.now - 60_000);
  }
}

/** Lets everything leave that is due at a moment: the real dispatcher, into files. Mailboxes in `full` turn their messages away. */
export async function post(moment: number, full: readonly string[] = []): Promise<void> {
  const files = chooseTransport(true);
  const transport: Transport = async (mail, begin) =>
    full.includes(mail.to.address) ? { kind: "refused", answer: "552 5.2.2 Mailbox full" } : files(mail, begin);
  await dispatchDue(openStore(), messageKinds, transport, moment, { hooks: messageHooks });
}
