import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import { chatText } from "@/lib/mail/text";
import { newDateSince } from "../../briefings/queries";
import type { Briefing } from "../../briefings/rules";
import type { Staff } from "../../kernel/actor";
import { mustAsk } from "../clearing/queries";
import { previewOf } from "../mail";
import type { Invitation } from "../queries";
import { isOnHold } from "../rules";
import { type Chase, owes } from "../sending/rules";

/** What an institution can be written by WhatsApp now, with its own link; or why there is nothing to write. */
export type Writing =
  | { kind: "invitation" | Chase; text: string; language: Locale }
  | { kind: "nothing_owed" | "nobody" | "uncleared" | "on_hold" };

/** The words of the mail that would go to an institution, short enough for a chat: the invitation, the reminder, or the request for names. */
export function writingTo(store: Store, actor: Staff, briefing: Briefing, invitation: Invitation): Writing {
  if (isOnHold(invitation)) return { kind: "on_hold" };
  if (invitation.state === "held" || (invitation.state === "draft" && mustAsk(store, actor, invitation))) return { kind: "uncleared" };
  const since = newDateSince(store, briefing);
  const kind =
    invitation.state !== "sent"
      ? ("invitation" as const)
      : (["reminder", "names_request"] as const).find((chase) => owes(invitation, chase, since));
  if (!kind || invitation.state === "withdrawn") return { kind: "nothing_owed" };
  const content = previewOf(store, actor, invitation.id, kind);
  return content ? { kind, text: chatText(content, invitation.language), language: invitation.language } : { kind: "nobody" };
}
