import en_audit from "@/messages/en/audit.json" with { type: "json" };
import en_briefings from "@/messages/en/briefings.json" with { type: "json" };
import en_calendar from "@/messages/en/calendar.json" with { type: "json" };
import en_calls from "@/messages/en/calls.json" with { type: "json" };
import en_came from "@/messages/en/came.json" with { type: "json" };
import en_clearance from "@/messages/en/clearance.json" with { type: "json" };
import en_common from "@/messages/en/common.json" with { type: "json" };
import en_confidential from "@/messages/en/confidential.json" with { type: "json" };
import en_confirming from "@/messages/en/confirming.json" with { type: "json" };
import en_digest from "@/messages/en/digest.json" with { type: "json" };
import en_find from "@/messages/en/find.json" with { type: "json" };
import en_followups from "@/messages/en/followups.json" with { type: "json" };
import en_guest from "@/messages/en/guest.json" with { type: "json" };
import en_handover from "@/messages/en/handover.json" with { type: "json" };
import en_holding from "@/messages/en/holding.json" with { type: "json" };
import en_home from "@/messages/en/home.json" with { type: "json" };
import en_incoming from "@/messages/en/incoming.json" with { type: "json" };
import en_institutions from "@/messages/en/institutions.json" with { type: "json" };
import en_invitations from "@/messages/en/invitations.json" with { type: "json" };
import en_letters from "@/messages/en/letters.json" with { type: "json" };
import en_lineage from "@/messages/en/lineage.json" with { type: "json" };
import en_mail from "@/messages/en/mail.json" with { type: "json" };
import en_office from "@/messages/en/office.json" with { type: "json" };
import en_outbox from "@/messages/en/outbox.json" with { type: "json" };
import en_papers from "@/messages/en/papers.json" with { type: "json" };
import en_people from "@/messages/en/people.json" with { type: "json" };
import en_planning from "@/messages/en/planning.json" with { type: "json" };
import en_public from "@/messages/en/public.json" with { type: "json" };
import en_refusals from "@/messages/en/refusals.json" with { type: "json" };
import en_region from "@/messages/en/region.json" with { type: "json" };
import en_reminders from "@/messages/en/reminders.json" with { type: "json" };
import en_rights from "@/messages/en/rights.json" with { type: "json" };
import en_security from "@/messages/en/security.json" with { type: "json" };
import en_settings from "@/messages/en/settings.json" with { type: "json" };
import en_shell from "@/messages/en/shell.json" with { type: "json" };
import en_signin from "@/messages/en/signin.json" with { type: "json" };
import en_vocabulary from "@/messages/en/vocabulary.json" with { type: "json" };
import en_withdrawal from "@/messages/en/withdrawal.json" with { type: "json" };
import en_wording from "@/messages/en/wording.json" with { type: "json" };
import es_audit from "@/messages/es/audit.json" with { type: "json" };
import es_briefings from "@/messages/es/briefings.json" with { type: "json" };
import es_calendar from "@/messages/es/calendar.json" with { type: "json" };
import es_calls from "@/messages/es/calls.json" with { type: "json" };
import es_came from "@/messages/es/came.json" with { type: "json" };
import es_clearance from "@/messages/es/clearance.json" with { type: "json" };
import es_common from "@/messages/es/common.json" with { type: "json" };
import es_confidential from "@/messages/es/confidential.json" with { type: "json" };
import es_confirming from "@/messages/es/confirming.json" with { type: "json" };
import es_digest from "@/messages/es/digest.json" with { type: "json" };
import es_find from "@/messages/es/find.json" with { type: "json" };
import es_followups from "@/messages/es/followups.json" with { type: "json" };
import es_guest from "@/messages/es/guest.json" with { type: "json" };
import es_handover from "@/messages/es/handover.json" with { type: "json" };
import es_holding from "@/messages/es/holding.json" with { type: "json" };
import es_home from "@/messages/es/home.json" with { type: "json" };
import es_incoming from "@/messages/es/incoming.json" with { type: "json" };
import es_institutions from "@/messages/es/institutions.json" with { type: "json" };
import es_invitations from "@/messages/es/invitations.json" with { type: "json" };
import es_letters from "@/messages/es/letters.json" with { type: "json" };
import es_lineage from "@/messages/es/lineage.json" with { type: "json" };
import es_mail from "@/messages/es/mail.json" with { type: "json" };
import es_office from "@/messages/es/office.json" with { type: "json" };
import es_outbox from "@/messages/es/outbox.json" with { type: "json" };
import es_papers from "@/messages/es/papers.json" with { type: "json" };
import es_people from "@/messages/es/people.json" with { type: "json" };
import es_planning from "@/messages/es/planning.json" with { type: "json" };
import es_public from "@/messages/es/public.json" with { type: "json" };
import es_refusals from "@/messages/es/refusals.json" with { type: "json" };
import es_region from "@/messages/es/region.json" with { type: "json" };
import es_reminders from "@/messages/es/reminders.json" with { type: "json" };
import es_rights from "@/messages/es/rights.json" with { type: "json" };
import es_security from "@/messages/es/security.json" with { type: "json" };
import es_settings from "@/messages/es/settings.json" with { type: "json" };
import es_shell from "@/messages/es/shell.json" with { type: "json" };
import es_signin from "@/messages/es/signin.json" with { type: "json" };
import es_vocabulary from "@/messages/es/vocabulary.json" with { type: "json" };
import es_withdrawal from "@/messages/es/withdrawal.json" with { type: "json" };
import es_wording from "@/messages/es/wording.json" with { type: "json" };
import fr_audit from "@/messages/fr/audit.json" with { type: "json" };
import fr_briefings from "@/messages/fr/briefings.json" with { type: "json" };
import fr_calendar from "@/messages/fr/calendar.json" with { type: "json" };
import fr_calls from "@/messages/fr/calls.json" with { type: "json" };
import fr_came from "@/messages/fr/came.json" with { type: "json" };
import fr_clearance from "@/messages/fr/clearance.json" with { type: "json" };
import fr_common from "@/messages/fr/common.json" with { type: "json" };
import fr_confidential from "@/messages/fr/confidential.json" with { type: "json" };
import fr_confirming from "@/messages/fr/confirming.json" with { type: "json" };
import fr_digest from "@/messages/fr/digest.json" with { type: "json" };
import fr_find from "@/messages/fr/find.json" with { type: "json" };
import fr_followups from "@/messages/fr/followups.json" with { type: "json" };
import fr_guest from "@/messages/fr/guest.json" with { type: "json" };
import fr_handover from "@/messages/fr/handover.json" with { type: "json" };
import fr_holding from "@/messages/fr/holding.json" with { type: "json" };
import fr_home from "@/messages/fr/home.json" with { type: "json" };
import fr_incoming from "@/messages/fr/incoming.json" with { type: "json" };
import fr_institutions from "@/messages/fr/institutions.json" with { type: "json" };
import fr_invitations from "@/messages/fr/invitations.json" with { type: "json" };
import fr_letters from "@/messages/fr/letters.json" with { type: "json" };
import fr_lineage from "@/messages/fr/lineage.json" with { type: "json" };
import fr_mail from "@/messages/fr/mail.json" with { type: "json" };
import fr_office from "@/messages/fr/office.json" with { type: "json" };
import fr_outbox from "@/messages/fr/outbox.json" with { type: "json" };
import fr_papers from "@/messages/fr/papers.json" with { type: "json" };
import fr_people from "@/messages/fr/people.json" with { type: "json" };
import fr_planning from "@/messages/fr/planning.json" with { type: "json" };
import fr_public from "@/messages/fr/public.json" with { type: "json" };
import fr_refusals from "@/messages/fr/refusals.json" with { type: "json" };
import fr_region from "@/messages/fr/region.json" with { type: "json" };
import fr_reminders from "@/messages/fr/reminders.json" with { type: "json" };
import fr_rights from "@/messages/fr/rights.json" with { type: "json" };
import fr_security from "@/messages/fr/security.json" with { type: "json" };
import fr_settings from "@/messages/fr/settings.json" with { type: "json" };
import fr_shell from "@/messages/fr/shell.json" with { type: "json" };
import fr_signin from "@/messages/fr/signin.json" with { type: "json" };
import fr_vocabulary from "@/messages/fr/vocabulary.json" with { type: "json" };
import fr_withdrawal from "@/messages/fr/withdrawal.json" with { type: "json" };
import fr_wording from "@/messages/fr/wording.json" with { type: "json" };
import type { Locale } from "./locales";

const en = {
  common: en_common,
  shell: en_shell,
  refusals: en_refusals,
  audit: en_audit,
  vocabulary: en_vocabulary,
  withdrawal: en_withdrawal,
  wording: en_wording,
  signin: en_signin,
  security: en_security,
  settings: en_settings,
  rights: en_rights,
  region: en_region,
  handover: en_handover,
  office: en_office,
  outbox: en_outbox,
  incoming: en_incoming,
  institutions: en_institutions,
  briefings: en_briefings,
  calendar: en_calendar,
  planning: en_planning,
  came: en_came,
  reminders: en_reminders,
  invitations: en_invitations,
  calls: en_calls,
  clearance: en_clearance,
  guest: en_guest,
  letters: en_letters,
  lineage: en_lineage,
  mail: en_mail,
  confidential: en_confidential,
  confirming: en_confirming,
  digest: en_digest,
  find: en_find,
  followups: en_followups,
  holding: en_holding,
  home: en_home,
  people: en_people,
  papers: en_papers,
  public: en_public,
};
const es = {
  common: es_common,
  shell: es_shell,
  refusals: es_refusals,
  audit: es_audit,
  vocabulary: es_vocabulary,
  withdrawal: es_withdrawal,
  wording: es_wording,
  signin: es_signin,
  security: es_security,
  settings: es_settings,
  rights: es_rights,
  region: es_region,
  handover: es_handover,
  office: es_office,
  outbox: es_outbox,
  incoming: es_incoming,
  institutions: es_institutions,
  briefings: es_briefings,
  calendar: es_calendar,
  planning: es_planning,
  came: es_came,
  reminders: es_reminders,
  invitations: es_invitations,
  calls: es_calls,
  clearance: es_clearance,
  guest: es_guest,
  letters: es_letters,
  lineage: es_lineage,
  mail: es_mail,
  confidential: es_confidential,
  confirming: es_confirming,
  digest: es_digest,
  find: es_find,
  followups: es_followups,
  holding: es_holding,
  home: es_home,
  people: es_people,
  papers: es_papers,
  public: es_public,
};
const fr = {
  common: fr_common,
  shell: fr_shell,
  refusals: fr_refusals,
  audit: fr_audit,
  vocabulary: fr_vocabulary,
  withdrawal: fr_withdrawal,
  wording: fr_wording,
  signin: fr_signin,
  security: fr_security,
  settings: fr_settings,
  rights: fr_rights,
  region: fr_region,
  handover: fr_handover,
  office: fr_office,
  outbox: fr_outbox,
  incoming: fr_incoming,
  institutions: fr_institutions,
  briefings: fr_briefings,
  calendar: fr_calendar,
  planning: fr_planning,
  came: fr_came,
  reminders: fr_reminders,
  invitations: fr_invitations,
  calls: fr_calls,
  clearance: fr_clearance,
  guest: fr_guest,
  letters: fr_letters,
  lineage: fr_lineage,
  mail: fr_mail,
  confidential: fr_confidential,
  confirming: fr_confirming,
  digest: fr_digest,
  find: fr_find,
  followups: fr_followups,
  holding: fr_holding,
  home: fr_home,
  people: fr_people,
  papers: fr_papers,
  public: fr_public,
};

/** The shape of a catalogue; the English one sets it, the others must have every key (a test holds them to it). */
export type Messages = typeof en;

export const catalogues = { en, es, fr } as unknown as Record<Locale, Messages>;

type Leaves<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Every text there is, by its full key. */
export type MessageKey = Leaves<Messages>;
