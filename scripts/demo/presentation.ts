import type { Directory } from "./directory";
import { issueAll, setPapers } from "./letters";
import { type Meeting, move, plan } from "./meetings";
import type { Panama } from "./offices";
import { handOut } from "./papers";
import { Replies } from "./replies";

export const santiagoPaz = {
  name: "Santiago Paz",
  post: "Director del Centro Administrativo de Panamá y Jefe de Misión en Panamá",
};

/** The office's own rooms, where its presentations take place. */
export const salaAncon = {
  mode: "hybrid" as const,
  venue: "Sala Ancón",
  address: "Oficina de la OIM, Ciudad de Panamá",
  onlineUrl: "https://reunion.oim-panama.example/ancon",
  accessNotes: {
    en: "Entrance with an identity document. Step-free access and a lift. Ask for sign-language interpretation or captions when you name your delegation.",
    es: "Entrada con documento de identidad. Acceso sin escalones y ascensor. Pida interpretación en lengua de señas o subtitulado al indicar quiénes vendrán.",
    fr: "Entrée sur présentation d’une pièce d’identité. Accès sans marche et ascenseur. Demandez l’interprétation en langue des signes ou le sous-titrage en désignant votre délégation.",
  },
};

export const theTen = ["mire", "minsa", "mitradel", "minseg", "mides", "defensoria", "inamu", "snm", "senafront", "cnctp"];

/** 14 December 2021: ten institutions hear IOM's plans for 2022. Invited on 23 November, answered by every channel until the week before. */
export async function playPresentation(panama: Panama, directory: Directory): Promise<Meeting> {
  const { marisol } = panama;
  const meeting = plan(marisol, "2021-11-15 09:40", {
    type: "executive_briefing",
    title: {
      en: "Executive presentation of IOM’s plans and areas of main impact and interest for 2022",
      es: "Presentación ejecutiva de los planes y áreas de mayor impacto e interés de la OIM para 2022",
      fr: "Présentation exécutive des plans et des principaux domaines d’action et d’intérêt de l’OIM pour 2022",
    },
    purpose: {
      en: "To present IOM’s plans and areas of main impact and interest for 2022, and to open future collaborative work spaces among the institutions.",
      es: "Presentar los planes y áreas de mayor impacto e interés de la OIM para 2022 y abrir futuras mesas de trabajo entre las instituciones.",
      fr: "Présenter les plans et les principaux domaines d’action et d’intérêt de l’OIM pour 2022, et ouvrir de futurs groupes de travail entre les institutions.",
    },
    day: "2021-12-14",
    starts: "09:00",
    ends: "11:00",
    ...salaAncon,
    seats: 24,
    replyBy: "2021-12-03",
    occasionDays: ["12-18"],
    occasions: { en: "70th anniversary of IOM", es: "70.º aniversario de la OIM", fr: "70e anniversaire de l’OIM" },
    topics: [
      "extra_regional_flows",
      "covid_19",
      "vulnerable_identification",
      "cooperation_governance",
      "safe_orderly_regular",
      "sustainable_development",
    ],
    sdgs: [11, 16, 17],
    objectives: ["gcm-2018:7", "gcm-2018:23", "iom-2019:3"],
    projectCode: "PA-0412",
    opening: [santiagoPaz],
  });
  await handOut(meeting, "2021-11-18 16:20");
  move(meeting, "2021-11-19 15:10", "scheduled");

  const replies = new Replies(meeting, directory);
  replies.invite("2021-11-22 11:00", theTen);
  setPapers(panama, "2021-11-22 11:20");
  await issueAll(meeting, "2021-11-22 11:30", "2021-11-23 08:40");
  replies.deliver("2021-11-23 09:30", "cnctp");
  await replies.send(
    "2021-11-23 10:00",
    theTen.filter((key) => key !== "cnctp"),
  );

  await replies.answer("2021-11-24 08:52", "mire", "link", "icaza", { value: "accepted" });
  await replies.name("2021-11-24 08:55", "mire", "link", ["beitia", "icaza"]);
  await replies.answer("2021-11-25 11:20", "defensoria", "letter", "him", {
    value: "declined",
    reason: "Sesión del Consejo en la misma fecha.",
  });
  await replies.remind("2021-11-26 10:30");
  await replies.answer("2021-11-26 14:05", "mides", "link", "tejada", { value: "accepted" });
  await replies.name("2021-11-26 14:08", "mides", "link", ["espriella", null]);
  await replies.answer("2021-11-26 16:40", "minseg", "link", "cedeno", { value: "tentative", tellBy: "2021-12-02" });
  await replies.answer("2021-11-30 09:05", "minsa", "phone", "ruiz", { value: "accepted" });
  await replies.answer("2021-11-30 09:14", "inamu", "link", "solis", { value: "accepted" });
  await replies.name("2021-11-30 09:18", "inamu", "link", ["abrego", "solis"]);
  await replies.name("2021-11-30 15:31", "minsa", "link", [
    "nanez",
    { name: "Iguandili Pérez", post: "Especialista en salud de las personas migrantes", mode: "online", listConsent: true },
  ]);
  await replies.answer("2021-12-01 10:12", "snm", "link", "Denia Rosas", { value: "accepted", byPost: "Jefa de Cooperación" });
  await replies.name("2021-12-01 10:20", "snm", "link", ["arrocha", null]);
  await replies.answer("2021-12-02 09:15", "minseg", "whatsapp", "cedeno", { value: "accepted" });
  await replies.name("2021-12-02 09:45", "minseg", "link", ["guera", "cedeno"]);
  await replies.answer("2021-12-02 13:30", "cnctp", "letter", "barria", { value: "accepted" });
  await replies.name("2021-12-02 13:40", "cnctp", "letter", ["anela"]);
  await replies.answer("2021-12-06 09:35", "mitradel", "phone", "pinilla", { value: "accepted" });
  await replies.name("2021-12-06 09:40", "mitradel", "phone", ["oneill", "pinilla"]);
  await replies.answer("2021-12-06 11:10", "senafront", "phone", "gaitan", { value: "accepted" });
  await replies.name("2021-12-06 11:15", "senafront", "phone", ["ovalle", null]);
  await replies.answer("2021-12-07 16:22", "defensoria", "phone", "him", {
    value: "declined",
    substituteName: "Noé",
    substitutePost: "Oficial de derechos de las personas migrantes",
  });
  await replies.name("2021-12-09 08:40", "mides", "link", ["espriella", "gonzalvez"]);

  move(meeting, "2021-12-14 08:55", "under_way");
  move(meeting, "2021-12-14 11:10", "held");
  replies.came("2021-12-14 12:05");
  await replies.thank("2021-12-17 10:20");
  return meeting;
}
