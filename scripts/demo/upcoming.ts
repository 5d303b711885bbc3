import { internationalDays } from "@/db/reference/days";
import { daysBetween } from "@/lib/dates";
import type { Directory } from "./directory";
import { move, plan } from "./meetings";
import type { Panama } from "./offices";
import { handOut } from "./papers";
import { salaAncon, santiagoPaz, theTen } from "./presentation";
import { Replies } from "./replies";
import type { Calendar } from "./stage";

/** The international days of the four weeks from a meeting on: what it can be held for. */
function occasionsAfter(day: string): string[] {
  const year = Number(day.slice(0, 4));
  return internationalDays
    .map(({ month, day: date }) => `${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`)
    .filter((date) => [year, year + 1].some((y) => daysBetween(day, `${y}-${date}`) >= 0 && daysBetween(day, `${y}-${date}`) <= 7));
}

/** In three weeks: the ten are invited, four have said yes, one will see, one cannot, four are silent, and a mailbox is full. */
export async function playUpcoming({ marisol }: Panama, directory: Directory, calendar: Calendar): Promise<void> {
  const on = calendar.moment.bind(calendar);
  const day = calendar.day(21);
  const year = Number(day.slice(0, 4)) + (day.slice(5, 7) > "06" ? 1 : 0);
  const meeting = plan(marisol, on(-30, "09:10"), {
    type: "executive_briefing",
    title: {
      en: `Executive presentation of IOM’s plans and areas of main impact and interest for ${year}`,
      es: `Presentación ejecutiva de los planes y áreas de mayor impacto e interés de la OIM para ${year}`,
      fr: `Présentation exécutive des plans et des principaux domaines d’action et d’intérêt de l’OIM pour ${year}`,
    },
    purpose: {
      en: `To present IOM’s plans for ${year}, to hear each institution’s priorities, and to settle how the standing work spaces go on.`,
      es: `Presentar los planes de la OIM para ${year}, conocer las prioridades de cada institución y definir cómo continúan las mesas de trabajo permanentes.`,
      fr: `Présenter les plans de l’OIM pour ${year}, entendre les priorités de chaque institution et arrêter la suite des groupes de travail permanents.`,
    },
    day,
    starts: "09:00",
    ends: "11:00",
    ...salaAncon,
    seats: 24,
    replyBy: calendar.workday(3),
    occasionDays: occasionsAfter(day),
    topics: ["cooperation_governance", "border_management", "social_protection", "trafficking"],
    sdgs: [11, 16, 17],
    objectives: ["gcm-2018:11", "gcm-2018:23", "iom-2024:1"],
    projectCode: "PA-0518",
    opening: [santiagoPaz],
  });
  await handOut(meeting, on(-21, "11:40"));
  move(meeting, on(-20, "15:30"), "scheduled");

  const replies = new Replies(meeting, directory);
  replies.invite(on(-14, "10:30"), theTen);
  replies.deliver(on(-13, "09:10"), "cnctp");
  await replies.send(
    on(-13, "09:20"),
    theTen.filter((key) => key !== "cnctp"),
  );
  await replies.answer(on(-12, "08:52"), "mire", "link", "icaza", { value: "accepted" });
  await replies.name(on(-12, "08:55"), "mire", "link", ["beitia", "icaza"]);
  await replies.answer(on(-9, "11:20"), "defensoria", "letter", "him", {
    value: "declined",
    reason: "La fecha coincide con su informe anual.",
  });
  await replies.answer(on(-8, "14:05"), "mides", "link", "tejada", { value: "accepted" });
  await replies.name(on(-8, "14:08"), "mides", "link", ["espriella", null]);
  await replies.answer(on(-7, "16:40"), "minseg", "link", "cedeno", { value: "tentative", tellBy: calendar.workday(2) });
  await replies.remind(on(-4, "10:30"), ["cooperacion@snm.example"]);
  await replies.answer(on(-1, "09:05"), "minsa", "phone", "ruiz", { value: "accepted" });
  await replies.answer(on(-1, "09:14"), "inamu", "link", "solis", { value: "accepted" });
  await replies.name(on(-1, "10:31"), "minsa", "link", [
    "nanez",
    { name: "Iguandili Pérez", post: "Especialista en salud de las personas migrantes", mode: "online" },
  ]);
}

/** In nine weeks: a workshop that is only thought of yet. */
export function playDraft({ esteban }: Panama, calendar: Calendar): void {
  plan(esteban, calendar.moment(-2, "15:45"), {
    type: "workshop",
    title: {
      en: "Workshop on humanitarian border management",
      es: "Taller sobre gestión humanitaria de fronteras",
      fr: "Atelier sur la gestion humanitaire des frontières",
    },
    purpose: {
      en: "To work out, with those who serve at the border, how people in vulnerable conditions are recognized, assisted and referred.",
      es: "Elaborar, con quienes atienden en la frontera, cómo se reconoce, asiste y deriva a las personas en condiciones de vulnerabilidad.",
      fr: "Définir, avec celles et ceux qui travaillent à la frontière, comment reconnaître, assister et orienter les personnes en situation de vulnérabilité.",
    },
    day: calendar.day(63),
    starts: "08:30",
    ends: "12:40",
    venue: "Casa de la Cultura",
    address: "David, Chiriquí",
    mode: "on_site",
    topics: ["border_management", "humanitarian_assistance", "vulnerable_identification"],
    sdgs: [10, 16],
  });
}
