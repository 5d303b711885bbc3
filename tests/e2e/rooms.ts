import { and, eq } from "drizzle-orm";
import {
  briefings,
  briefingTemplates,
  followUps,
  institutionGroups,
  institutions,
  invitationLinks,
  invitations,
  letters,
  memberships,
  messages,
  offices,
  people,
} from "@/db/schema";
import { paths } from "@/lib/paths";
import { derivedToken } from "@/lib/secret";
import { store } from "./house";

/** Records of the demo by office key ("pa", "cr"), to make the addresses of every page; the open briefing is the nearest that is being answered. */
export function records(key: string) {
  const { db } = store();
  const office = db.select().from(offices).where(eq(offices.key, key)).get();
  if (!office) throw new Error(`The demo has no office ${key}.`);
  const of = <T extends { officeId: string }>(rows: T[]): T[] => rows.filter((row) => row.officeId === office.id);
  const all = of(db.select().from(briefings).all()).sort((a, b) => b.startsAt - a.startsAt);
  // What other journeys plan beside it has fewer institutions.
  const asked = (id: string) => store().raw.prepare("select count(*) n from invitation where briefing_id = ?").get(id) as { n: number };
  const open = all.findLast((b) => b.state === "inviting" && asked(b.id).n > 3) ?? all[0];
  const invited = of(db.select().from(invitations).all()).filter((i) => i.briefingId === open?.id);
  const first = <T>(rows: T[], what: string): T => {
    const [row] = rows;
    if (!row) throw new Error(`The demo's office ${key} has no ${what}.`);
    return row;
  };
  return {
    briefing: first(open ? [open] : [], "briefing").id,
    held: first(
      all.filter((b) => b.state === "closed" || b.state === "held"),
      "held briefing",
    ).id,
    draft: all.find((b) => b.state === "draft")?.id,
    invitation: first(invited, "invitation").id,
    institution: first(of(db.select().from(institutions).all()), "institution").id,
    person: first(of(db.select().from(people).all()), "person").id,
    user: first(of(db.select().from(memberships).all()), "member").userId,
    group: first(of(db.select().from(institutionGroups).all()), "group").id,
    template: first(of(db.select().from(briefingTemplates).all()), "template").id,
    followUp: first(of(db.select().from(followUps).all()), "follow-up").id,
    letter: first(of(db.select().from(letters).all()), "letter").id,
    message: first(
      db
        .select()
        .from(messages)
        .where(and(eq(messages.officeId, office.id), eq(messages.kind, "invitation")))
        .all(),
      "message",
    ).id,
    /** Link tokens of the open briefing, by invitation, those whose institution is silent first. */
    tokens: invited
      .filter((i) => i.sentAt !== null)
      .sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null))
      .map((i) =>
        db
          .select()
          .from(invitationLinks)
          .where(eq(invitationLinks.invitationId, i.id))
          .all()
          .find((l) => l.revokedAt === null),
      )
      .flatMap((link) => (link ? [derivedToken("invitation", link.id)] : [])),
  };
}

/** The day so many days from now, as a date field takes it; never a weekend. */
export function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

export type Records = ReturnType<typeof records>;

/** Every page of the app about a record: what an office sees, and nobody else. */
export const recordPages = (r: Records): string[] => [
  paths.briefing(r.briefing),
  paths.editBriefing(r.briefing),
  paths.copyBriefing(r.briefing),
  paths.postponeBriefing(r.briefing),
  paths.cancelBriefing(r.briefing),
  paths.moveBriefing(r.briefing, "under_way"),
  paths.agenda(r.briefing),
  paths.papers(r.briefing),
  paths.papers(r.briefing, { add: 1 }),
  paths.reminders(r.briefing),
  paths.briefingLetters(r.briefing),
  paths.briefingLetters(r.held),
  paths.came(r.briefing),
  paths.came(r.held),
  paths.thank(r.held, "thanks"),
  paths.thank(r.held, "regret"),
  paths.invitations(r.briefing),
  paths.invitations(r.held),
  paths.addInvitations(r.briefing),
  paths.sendInvitations(r.briefing),
  paths.heldInvitations(r.briefing),
  paths.calls(r.briefing),
  paths.chase(r.briefing, "reminder"),
  paths.chase(r.briefing, "names_request"),
  paths.chase(r.briefing, "reminder", [r.invitation]),
  paths.textInvitations(r.briefing, [r.invitation]),
  paths.withdrawInvitations(r.briefing, [r.invitation]),
  paths.withdrawInvitations(r.briefing),
  paths.invitation(r.briefing, r.invitation),
  paths.letterWords(r.briefing, r.invitation),
  paths.recordAnswer(r.briefing, r.invitation),
  paths.briefingFollowUps(r.briefing),
  paths.history(r.briefing),
  paths.institution(r.institution),
  paths.editInstitution(r.institution),
  paths.mergeInstitution(r.institution),
  paths.succeedInstitution(r.institution),
  paths.newPerson(r.institution),
  paths.person(r.person),
  paths.editPerson(r.person),
  paths.group(r.group),
  paths.mergePerson(r.person),
  paths.endPost(r.person),
  paths.movePost(r.person),
  paths.followUp(r.followUp),
  paths.message(r.message),
  paths.letter(r.letter),
  paths.editFollowUp(r.followUp),
];

/** Every page of the app that is about no single record. */
export const plainPages = (): string[] => [
  paths.home(),
  paths.more(),
  paths.search(),
  paths.search({ q: "salud" }),
  paths.briefings(),
  paths.newBriefing(),
  paths.institutions(),
  paths.newInstitution(),
  paths.people(),
  paths.people({ q: "ruiz", show: "liaison" }),
  paths.people({ show: "verify" }),
  paths.verifyPeople(),
  paths.followUps(),
  paths.newFollowUp(),
  paths.review(),
  paths.profile(),
  paths.groups(),
  paths.newGroup(),
  paths.security(),
  paths.messages(),
  paths.messages({ show: "look" }),
  paths.messages({ show: "held" }),
  paths.messages({ show: "all", q: "salud" }),
  paths.register(),
  paths.register({ q: "salud", kind: "letter" }),
  paths.calendar(),
  paths.subscribe(),
  paths.calendar({ month: "2021-12" }),
  paths.calendar({ month: "2021-12", view: "agenda" }),
];

export const adminPages = (r: Records): string[] => [
  paths.signInRules(),
  paths.users(),
  paths.inviteUser(),
  paths.user(r.user),
  paths.handover(r.user),
  paths.office(),
  paths.letterhead(),
  paths.logo(),
  paths.letterSheet(),
  paths.officeSending(),
  paths.retention(),
  paths.tree(),
  paths.holidays(),
  paths.templates(),
  paths.newTemplate(),
  paths.mailTexts(),
  paths.mailText("invitation"),
  paths.mailText("sign_in"),
  paths.template(r.template),
  paths.template(r.template, { item: "new" }),
];
export const publicPages = (): string[] => [paths.landing(), paths.signIn(), paths.privacy(), paths.accessibility()];
