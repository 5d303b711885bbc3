import "server-only";
import type { Context } from "@/app/context";
import type { Message } from "@/core/kernel/outbox";
import { waits } from "@/core/mail/waiting/queries";
import { moment } from "./words";

/** Says of each message of the office that has not left why, and until when that lasts. */
export function waitTexts(context: Context): (message: Message) => string | undefined {
  const { store, actor, office, t } = context;
  const waitOf = waits(store, office.id, actor.now);
  return (message) => {
    if (message.state === "sending") return t("outbox.wait.sending");
    if (message.state !== "queued") return undefined;
    const wait = waitOf(message);
    return wait ? t(`outbox.wait.${wait.why}`, { at: moment(wait.until, context) }) : t("outbox.wait.next");
  };
}
