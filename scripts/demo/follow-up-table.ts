import { agreements } from "./agreements";
import type { Directory } from "./directory";
import { type Meeting, move, plan } from "./meetings";
import type { Panama } from "./offices";
import { salaAncon, santiagoPaz, theTen } from "./presentation";
import { type Lead, Promises } from "./promises";
import { Replies } from "./replies";
import type { Calendar } from "./stage";

/** Seven weeks ago: the institutions meet again and agree what the reviews of these weeks are about. */
export async function playFollowUpTable(panama: Panama, directory: Directory, calendar: Calendar): Promise<Meeting> {
  const { esteban } = panama;
  const on = calendar.moment.bind(calendar);
  const meeting = plan(esteban, on(-80, "10:10"), {
    type: "technical_table",
    title: {
      en: "Technical follow-up round table: protection and regularization",
      es: "Mesa técnica de seguimiento: protección y regularización",
      fr: "Table ronde technique de suivi : protection et régularisation",
    },
    purpose: {
      en: "To go through what was agreed on protection and regularization, and to settle who does what by the end of the year.",
      es: "Repasar lo acordado sobre protección y regularización y definir quién hace qué de aquí a fin de año.",
      fr: "Faire le point sur ce qui a été convenu en matière de protection et de régularisation et arrêter qui fait quoi d’ici à la fin de l’année.",
    },
    day: calendar.day(-49),
    starts: "08:30",
    ends: "10:50",
    ...salaAncon,
    replyBy: calendar.day(-56),
    topics: ["protection_assistance", "migratory_regularization", "labour_regularization", "vulnerable_identification"],
    sdgs: [8, 10, 16, 17],
    projectCode: "PA-0518",
    opening: [santiagoPaz],
  });
  const replies = new Replies(meeting, directory);
  replies.invite(on(-71, "09:00"), theTen);
  replies.deliver(on(-70, "11:00"), "cnctp");
  await replies.send(
    on(-70, "09:15"),
    theTen.filter((key) => key !== "cnctp"),
  );
  const yes = { value: "accepted" as const };
  await replies.answer(on(-69, "08:40"), "mire", "link", "icaza", yes);
  await replies.name(on(-69, "08:44"), "mire", "link", ["icaza"]);
  await replies.answer(on(-68, "10:20"), "minsa", "link", "ruiz", yes);
  await replies.name(on(-68, "10:25"), "minsa", "link", [
    "ruiz",
    { name: "Iguandili Pérez", post: "Especialista en salud de las personas migrantes", mode: "online" },
  ]);
  await replies.answer(on(-66, "14:10"), "mides", "link", "tejada", yes);
  await replies.name(on(-66, "14:12"), "mides", "link", ["gonzalvez", "tejada"]);
  await replies.answer(on(-64, "09:05"), "inamu", "phone", "solis", yes);
  await replies.name(on(-64, "09:10"), "inamu", "phone", ["mendieta"]);
  await replies.answer(on(-63, "11:50"), "snm", "link", "Denia Rosas", yes);
  await replies.name(on(-63, "11:52"), "snm", "link", ["rosas"]);
  await replies.answer(on(-62, "16:05"), "cnctp", "phone", "barria", yes);
  await replies.name(on(-62, "16:08"), "cnctp", "phone", ["barria", "anela"]);
  await replies.answer(on(-61, "10:00"), "defensoria", "link", "him", yes);
  await replies.name(on(-61, "10:03"), "defensoria", "link", ["noe"]);
  await replies.answer(on(-59, "13:25"), "mitradel", "link", "ibarra", yes);
  await replies.name(on(-59, "13:30"), "mitradel", "link", ["ibarra"]);
  await replies.answer(on(-57, "09:45"), "minseg", "whatsapp", "cedeno", yes);
  await replies.name(on(-57, "09:50"), "minseg", "whatsapp", ["cedeno"]);
  await replies.answer(on(-57, "15:15"), "senafront", "phone", "gaitan", yes);
  await replies.name(on(-57, "15:20"), "senafront", "phone", ["ovalle", "gaitan"]);
  move(meeting, on(-49, "08:25"), "under_way");
  move(meeting, on(-49, "10:55"), "held");
  keep(panama, directory, meeting, calendar);
  return meeting;
}

/** What was agreed there, and what has been heard of it since. */
function keep(panama: Panama, directory: Directory, meeting: Meeting, calendar: Calendar): void {
  const { marisol, esteban, eliecer } = panama;
  const own: Record<string, Lead> = { marisol, esteban };
  const promises = new Promises(meeting, panama, directory);
  const ids = agreements.map(({ lead, due, heard: _, verified: __, ...said }) =>
    promises.agree(calendar.moment(-49, "11:30"), {
      ...said,
      lead: own[lead] ?? lead,
      due: due === undefined ? undefined : calendar.day(due),
      project: "PA-0518",
    }),
  );
  for (const [nth, { heard = [], verified }] of agreements.entries()) {
    const id = ids[nth] ?? "";
    for (const { day, words, progress } of heard) promises.hear(calendar.moment(day, "10:30"), id, words, progress);
    if (verified) promises.step(calendar.moment(verified.day, "09:15"), id, eliecer, "verified", { evidence: verified.evidence });
  }
}
