import { dayOf, formatDay } from "@/lib/dates";
import { translator } from "@/lib/i18n";
import type { MessageKind, MessageKinds } from "../../kernel/outbox";
import { findOffice } from "../../offices/queries";

/** The same kinds; one that goes a second time says so first, and which day the first one left. */
export const tellingAgain = (kinds: MessageKinds): MessageKinds =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, again(kind)]));

const again =
  (kind: MessageKind): MessageKind =>
  (store, message, now) => {
    const content = kind(store, message, now);
    const first = message.payload?.firstSentAt;
    if (content === "obsolete" || typeof first !== "number" || !message.officeId) return content;
    const day = formatDay(dayOf(first, findOffice(store, message.officeId).zone), message.language, "plainYear");
    return { ...content, blocks: [{ kind: "note", text: translator(message.language)("outbox.mail.again", { day }) }, ...content.blocks] };
  };
