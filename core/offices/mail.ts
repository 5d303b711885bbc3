import { and, eq, isNull } from "drizzle-orm";
import { memberships, signInLinks, users } from "@/db/schema";
import type { Store } from "@/db/store";
import { formatHour, formatZone, localOf } from "@/lib/dates";
import { env } from "@/lib/env";
import { type Translator, translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { fillWords, type Values } from "@/lib/mail/words";
import { paths } from "@/lib/paths";
import type { Message, MessageKinds } from "../kernel/outbox";
import { findOffice, type Office, type User } from "./queries";
import { officeNamed } from "./rules";
import { signInCode, signInToken } from "./sessions/commands";
import { CODE_LIFE, readable } from "./sessions/rules";
import { wordsOf } from "./wording/queries";
import { officeValues } from "./wording/rules";

const userById = (store: Store, id: unknown): User | undefined =>
  typeof id === "string" ? store.db.select().from(users).where(eq(users.id, id)).get() : undefined;

/** What every message to a member of staff has in common. */
export function frame(
  t: Translator,
  office: Office,
  name: string,
): Pick<MailContent, "from" | "organisation" | "greeting" | "signature" | "notice"> {
  return {
    from: readText(office.shortName, t.locale, office.language),
    organisation: readText(office.name, t.locale, office.language),
    greeting: t("mail.signIn.greeting", { name }),
    signature: [readText(office.shortName, t.locale, office.language), "Enlace"],
    notice: { label: t("mail.signIn.notice"), href: `${env.appUrl}${paths.privacy()}` },
  };
}

/** What a text to a member of staff can say of its office and its reader. */
const valuesOf = (t: Translator, office: Office, name: string): Values => ({
  ...officeValues(office, t.locale),
  salutation: t("mail.signIn.greeting", { name }),
});

/** The link by which a member of staff comes in; no longer sent once it is used or over. */
function signIn(store: Store, message: Message, now: number): MailContent | "obsolete" {
  const linkId = message.payload?.linkId;
  const link = typeof linkId === "string" ? store.db.select().from(signInLinks).where(eq(signInLinks.id, linkId)).get() : undefined;
  const user = userById(store, link?.userId);
  if (!link || !user || !message.officeId || link.usedAt !== null || link.expiresAt <= now) return "obsolete";
  const t = translator(message.language);
  const office = findOffice(store, message.officeId);
  const hourOf = (at: number): string => `${formatHour(localOf(at, office.zone), t.locale)}, ${formatZone(office.zone, at, t.locale)}`;
  const hour = hourOf(link.expiresAt);
  const codeEnds = link.createdAt + CODE_LIFE;
  const code: MailBlock[] = [
    { kind: "text", text: t("mail.signIn.code", { hour: hourOf(codeEnds) }) },
    { kind: "strong", text: readable(signInCode(link.id)) },
  ];
  return {
    ...frame(t, office, user.name),
    ...fillWords(
      wordsOf(store, office.id, "sign_in", t.locale, message.words),
      {
        ...valuesOf(t, office, user.name),
        "link.until": hour,
        button: [{ kind: "button", label: t("mail.signIn.button"), href: `${env.appUrl}${paths.confirmSignIn(signInToken(link.id))}` }],
        code: link.browserHash && codeEnds > now ? code : [],
      },
      t.locale,
    ),
    preview: t("mail.signIn.preview", { hour }),
    reason: t("mail.signIn.reason"),
  };
}

/** Tells a new colleague where to come in. It carries no key: whoever reads it later needs the mailbox too. */
function welcome(store: Store, message: Message): MailContent | "obsolete" {
  const user = userById(store, message.payload?.userId);
  if (!user || !message.officeId) return "obsolete";
  const open = and(eq(memberships.userId, user.id), eq(memberships.officeId, message.officeId), isNull(memberships.disabledAt));
  const member = store.db.select().from(memberships).where(open).get();
  if (!member) return "obsolete";
  const t = translator(message.language);
  const office = findOffice(store, message.officeId);
  const by = userById(store, message.payload?.by)?.name ?? "";
  return {
    ...frame(t, office, user.name),
    ...fillWords(
      wordsOf(store, office.id, "welcome", t.locale, message.words),
      {
        ...valuesOf(t, office, user.name),
        "colleague.name": by,
        "user.role": t(`vocabulary.userRoles.${member.role}`),
        address: [{ kind: "facts", rows: [{ label: t("mail.welcome.address"), value: user.email, strong: true }] }],
        button: [{ kind: "button", label: t("mail.welcome.button"), href: `${env.appUrl}${paths.signIn()}` }],
      },
      t.locale,
    ),
    preview: t("mail.welcome.preview"),
    reason: t("mail.welcome.reason", { office: officeNamed(office, t.locale).the, by }),
  };
}

/** The messages this room causes. */
export const officeMail: MessageKinds = { sign_in: signIn, welcome };
