import { addDays, dayOf, formatDay, near } from "@/lib/dates";
import { env } from "@/lib/env";
import { type Translator, translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailBlock, MailContent } from "@/lib/mail/content";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import type { MessageKinds } from "../../kernel/outbox";
import { frame } from "../../offices/mail";
import { findOffice, type Office } from "../../offices/queries";
import { officeNamed } from "../../offices/rules";
import { digestOf, readersOf } from "./queries";
import { type Line, mondayOf } from "./rules";

function rowOf({ says, under, values, title, href }: Line, t: Translator, office: Office, today: string) {
  const named = title ? { title: readText(title, t.locale, office.language) } : {};
  return {
    label:
      "day" in under
        ? capitalized(formatDay(under.day, t.locale, near("weekdayShort", under.day, today)))
        : t(`digest.under.${under.word}`),
    value: t(`digest.lines.${says}`, { ...values, ...named }),
    href: `${env.appUrl}${href}`,
  };
}

/** Written when it leaves; obsolete where its reader no longer wants it or may not come in, its day is over, or there is nothing to say. */
export const digestMail: MessageKinds = {
  digest: (store, { officeId, language, payload }, now) => {
    if (!officeId || typeof payload?.until !== "number" || now > payload.until) return "obsolete";
    const office = findOffice(store, officeId);
    const reader = readersOf(store, office, now).find((one) => one.membershipId === payload.membershipId);
    if (!reader || reader.digest !== payload.digest) return "obsolete";
    const parts = digestOf(store, reader);
    if (parts.length === 0) return "obsolete";
    const t = translator(language);
    const today = dayOf(now, office.zone);
    const { digest } = reader;
    const week = formatDay(addDays(mondayOf(today), -7), t.locale, "long");
    const day = digest === "daily" ? formatDay(today, t.locale, "long") : week;
    const name = readText(office.shortName, t.locale, office.language);
    const n = parts.reduce((sum, { lines, more }) => sum + lines.length + more, 0);
    const blocks = parts.flatMap(({ head, lines, more }): MailBlock[] => [
      { kind: "question", text: t(`digest.heads.${head}`) },
      { kind: "facts", rows: lines.map((line) => rowOf(line, t, office, today)) },
      ...(more > 0 ? [{ kind: "note" as const, text: t("digest.more", { n: more }) }] : []),
    ]);
    return {
      ...frame(t, office, reader.user.name),
      subject: t(`digest.subject.${digest}`, { office: name, day }),
      preview: t("digest.preview", {
        n,
        first: blocks.flatMap((b) => (b.kind === "facts" ? b.rows.map(({ value }) => value) : []))[0] ?? "",
      }),
      blocks: [
        ...blocks,
        { kind: "button", label: t("digest.open"), href: `${env.appUrl}${paths.home()}` },
        { kind: "links", links: [{ label: t("digest.change"), href: `${env.appUrl}${paths.profile()}#digest` }] },
      ],
      reason: t(`digest.reason.${digest}`, { office: officeNamed(office, t.locale).the }),
    } satisfies MailContent;
  },
};
