import type { Store } from "@/db/store";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";
import type { MailBlock } from "@/lib/mail/content";
import { fillWords } from "@/lib/mail/words";
import { paths } from "@/lib/paths";
import { capitalized } from "@/lib/text";
import { holdersByTenure, namesOn } from "../../institutions/queries";
import { covers, institutionValues, nominal, salutation, vocative } from "../../institutions/rules";
import type { Message, MessageKind, MessageKinds } from "../../kernel/outbox";
import { findOffice } from "../../offices/queries";
import { wordsOf } from "../../offices/wording/queries";
import { officeValues } from "../../offices/wording/rules";
import { commitment, frame } from "../mail";
import { momentFor, partiesOf } from "../register/queries";
import type { FollowUpRow } from "../register/rules";
import { rowsByIds } from "../review/queries";
import { askedLast, going, reportingToken } from "./queries";

/** What `remindOfFollowUps` writes beside a message. */
type Payload = { institutionId: string; tenureId: string; followUps: { id: string; dueOn: string }[] };

/** What of a message still holds: going on, led by the same, planned for the same day, and not asked about meanwhile. */
function standingOf(store: Store, officeId: string, { createdAt }: Message, { institutionId, followUps }: Payload): FollowUpRow[] {
  const ids = followUps.map(({ id }) => id);
  const rows = rowsByIds(store, officeId, ids);
  const asked = askedLast(store, officeId, ids);
  return followUps.flatMap(({ id, dueOn }) => {
    const row = rows.get(id);
    const holds =
      row && (going as readonly string[]).includes(row.state) && row.lead.institutionId === institutionId && row.dueOn === dueOn;
    return holds && (asked.get(id) ?? 0) < createdAt ? [row] : [];
  });
}

/** A list of what is planned, to the liaison; obsolete when all of it was settled, moved or asked about, the office no longer reminds, or the liaison has gone. */
const kindOf =
  (kind: "follow_up_due" | "follow_up_overdue"): MessageKind =>
  (store, message, now) => {
    const payload = message.payload as Payload | null;
    if (!payload || !message.officeId) return "obsolete";
    const office = findOffice(store, message.officeId);
    const rows = standingOf(store, office.id, message, payload);
    const { today } = momentFor(store, office.id, now);
    const { institutionId, tenureId } = payload;
    const to = holdersByTenure(store, office.id, [tenureId]).get(tenureId);
    const called = namesOn(store, office.id, [institutionId], today).get(institutionId);
    if (!office.remindsFollowUps || rows.length === 0 || !to || !called || !covers(to, today)) return "obsolete";

    const t = translator(message.language);
    const parties = partiesOf(
      store,
      office.id,
      rows.map((row) => row.id),
    );
    const points = rows.map((row): MailBlock => {
      const shared = (parties.get(row.id) ?? []).map((party) => party.acronym ?? readText(party.name, t.locale, office.language));
      // What was agreed at a confidential meeting stands on its page alone.
      return commitment({ t, office, today }, row, shared.join(", "), row.briefing?.confidential ? null : row.what);
    });
    const token = reportingToken(store, office.id, payload, now);
    const page: MailBlock[] = token
      ? [
          { kind: "button", label: t("followups.mail.tell"), href: `${env.appUrl}${paths.guest(token)}` },
          { kind: "note", text: t("followups.mail.tellHow") },
        ]
      : [];
    const howMany = t("wording.values.commitments", { n: rows.length });
    const institution = nominal(called.name, called.article, t.locale);
    return {
      ...frame({ t, office, today }, t("followups.mail.planPreview")),
      ...fillWords(
        wordsOf(store, office.id, kind, t.locale, message.words),
        {
          ...officeValues(office, t.locale),
          ...institutionValues(institution),
          salutation: salutation(to, called, t.locale),
          vocative: vocative(to, t.locale),
          howMany,
          HowMany: capitalized(howMany),
          points,
          page,
        },
        t.locale,
      ),
      reason: t("followups.mail.reason", { of: institution.of }),
      lacks: token ? undefined : "link",
    };
  };

/** What reminds a liaison of follow-ups, before and after the day agreed. */
export const remindingMail: MessageKinds = {
  follow_up_due: kindOf("follow_up_due"),
  follow_up_overdue: kindOf("follow_up_overdue"),
};
