import { Directory } from "./directory";
import { plan } from "./meetings";
import { openCostaRica } from "./offices";
import { Replies } from "./replies";
import { Calendar } from "./stage";

const shared = { parent: null, aliases: [], topics: ["humanitarian_assistance"] };

const institutions = [
  {
    ...shared,
    key: "dgme",
    acronym: "DGME",
    type: "national_service",
    precedence: 10,
    name: {
      en: "General Directorate of Migration",
      es: "Dirección General de Migración y Extranjería",
      fr: "Direction générale des migrations",
    },
    article: { es: "la", fr: "la" },
  },
  {
    ...shared,
    key: "imas",
    acronym: "IMAS",
    type: "autonomous_institute",
    precedence: 20,
    name: { en: "Joint Social Welfare Institute", es: "Instituto Mixto de Ayuda Social", fr: "Institut mixte d’aide sociale" },
    article: { es: "el", fr: "l'" },
  },
];

const liaison = { liaison: true, language: "es" } as const;

/** The second office: its own two institutions, people and meeting. Nothing of it is ever seen in Panama, nor the other way round. */
export async function playNeighbour(now: number): Promise<void> {
  const { officeId, officer } = await openCostaRica(now);
  const calendar = new Calendar(now, officeId, "America/Costa_Rica");
  const directory = new Directory(officer);
  const entered = calendar.moment(-120, "10:00");
  for (const institution of institutions) directory.add(entered, institution);
  directory.enter(entered, {
    key: "mora",
    at: "dgme",
    name: "Jorge Arturo Mora Quesada",
    role: "head_of_department",
    form: "m",
    email: "jmora@dgme.example",
    phone: "+506 5550-0121",
    ...liaison,
  });
  directory.enter(entered, {
    key: "castro",
    at: "imas",
    name: "Yendry Castro Ulate",
    role: "technical_focal_point",
    form: "f",
    email: "ycastro@imas.example",
    phone: "+506 5550-0132",
    ...liaison,
  });
  const meeting = plan(officer, calendar.moment(-18, "09:00"), {
    type: "technical_table",
    title: {
      en: "Technical round table on shelters in Upala and Los Chiles",
      es: "Mesa técnica sobre albergues en Upala y Los Chiles",
      fr: "Table ronde technique sur les centres d’accueil d’Upala et de Los Chiles",
    },
    day: calendar.day(12),
    starts: "09:00",
    ends: "11:20",
    venue: "Oficina de la OIM",
    address: "San José",
    topics: ["humanitarian_assistance", "protection_assistance"],
    sdgs: [1, 10],
  });
  const replies = new Replies(meeting, directory);
  replies.invite(calendar.moment(-10, "10:00"), ["dgme", "imas"]);
  await replies.send(calendar.moment(-10, "10:10"), ["dgme", "imas"]);
  await replies.answer(calendar.moment(-8, "11:00"), "dgme", "link", "mora", { value: "accepted" });
}
