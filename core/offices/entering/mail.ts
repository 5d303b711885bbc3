import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Store } from "@/db/store";
import { formatMoment, formatZone } from "@/lib/dates";
import { env } from "@/lib/env";
import { type Translator, translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailContent } from "@/lib/mail/content";
import { paths } from "@/lib/paths";
import type { Message, MessageKinds } from "../../kernel/outbox";
import { frame } from "../mail";
import { findOffice, type Office } from "../queries";
import { type FactorChange, personById } from "./commands";

/** A browser in the reader's words: "Firefox on Windows". */
export function deviceName(t: Translator, { browser, system }: { browser: string | null; system: string | null }): string {
  const called = (list: "browsers" | "systems", key: string): string => t.maybe(`security.${list}.${key}`) ?? key;
  if (!browser || !system) return t("security.unknownDevice");
  return t("security.device", { browser: called("browsers", browser), system: called("systems", system) });
}

const momentOf = (at: number, office: Office, t: Translator): string =>
  `${formatMoment(at, office.zone, t.locale, "shortYear")}, ${formatZone(office.zone, at, t.locale)}`;

/** Tells a person that their account was used in a browser in which they are not known. */
function newSignIn(store: Store, message: Message): MailContent | "obsolete" {
  const id = message.payload?.sessionId;
  const session = typeof id === "string" ? store.db.select().from(sessions).where(eq(sessions.id, id)).get() : undefined;
  const user = session && personById(store, session.userId);
  if (!session || !user) return "obsolete";
  const t = translator(message.language);
  const office = findOffice(store, session.officeId);
  const moment = momentOf(session.createdAt, office, t);
  const device = deviceName(t, session);
  return {
    ...frame(t, office, user.name),
    subject: t("mail.newSignIn.subject", { office: readText(office.shortName, t.locale, office.language) }),
    preview: t("mail.newSignIn.preview", { device, moment }),
    blocks: [
      { kind: "text", text: t("mail.newSignIn.text") },
      {
        kind: "facts",
        rows: [
          { label: t("mail.newSignIn.when"), value: moment, strong: true },
          { label: t("mail.newSignIn.where"), value: device },
          { label: t("mail.newSignIn.how"), value: t(`security.ways.${session.way}`) },
        ],
      },
      { kind: "text", text: t("mail.newSignIn.act") },
      { kind: "button", label: t("mail.newSignIn.button"), href: `${env.appUrl}${paths.security()}` },
    ],
    reason: t("mail.newSignIn.reason"),
  };
}

/** Tells a person that the way into their account was changed. */
function factorChanged(store: Store, message: Message): MailContent | "obsolete" {
  const { what, at, userId } = message.payload ?? {};
  const user = typeof userId === "string" ? personById(store, userId) : undefined;
  if (!user || !message.officeId || typeof at !== "number") return "obsolete";
  const t = translator(message.language);
  const office = findOffice(store, message.officeId);
  return {
    ...frame(t, office, user.name),
    subject: t("mail.factorChanged.subject", { office: readText(office.shortName, t.locale, office.language) }),
    preview: t("mail.factorChanged.preview"),
    blocks: [
      { kind: "text", text: t(`mail.factorChanged.what.${what as FactorChange}`) },
      { kind: "facts", rows: [{ label: t("mail.factorChanged.when"), value: momentOf(at, office, t), strong: true }] },
      { kind: "text", text: t("mail.factorChanged.act") },
      { kind: "button", label: t("mail.factorChanged.button"), href: `${env.appUrl}${paths.security()}` },
    ],
    reason: t("mail.factorChanged.reason"),
  };
}

/** The messages about the way into an account. */
export const entryMail: MessageKinds = { new_sign_in: newSignIn, factor_changed: factorChanged };
