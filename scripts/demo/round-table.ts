import type { Directory } from "./directory";
import { type Meeting, move, plan } from "./meetings";
import type { Panama } from "./offices";
import { salaAncon, santiagoPaz } from "./presentation";
import { Promises } from "./promises";
import { Replies } from "./replies";

const there = ["minsa", "mides", "defensoria", "inamu", "senafront"];

/** 7 October 2021: the round table before the presentation, whose commitments its invitations recall. */
export async function playRoundTable({ esteban }: Panama, directory: Directory): Promise<Meeting> {
  const meeting = plan(esteban, "2021-09-08 10:00", {
    type: "technical_table",
    title: {
      en: "Technical round table on care for survivors of violence",
      es: "Mesa técnica sobre atención a personas sobrevivientes de violencia",
      fr: "Table ronde technique sur l’accompagnement des personnes survivantes de violences",
    },
    purpose: {
      en: "To agree how survivors of violence among people in transit are referred from one service to the next.",
      es: "Acordar cómo se deriva de un servicio a otro a las personas en tránsito sobrevivientes de violencia.",
      fr: "Convenir de l’orientation, d’un service à l’autre, des personnes en transit survivantes de violences.",
    },
    day: "2021-10-07",
    starts: "08:30",
    ends: "10:50",
    ...salaAncon,
    replyBy: "2021-09-30",
    topics: ["gender_based_violence", "transit_migration", "protection_assistance"],
    sdgs: [5, 16, 17],
    opening: [santiagoPaz],
  });
  const replies = new Replies(meeting, directory);
  replies.invite("2021-09-13 09:00", there);
  await replies.send("2021-09-13 09:10", there);
  await replies.answer("2021-09-14 10:30", "minsa", "link", "ruiz", { value: "accepted" });
  await replies.name("2021-09-14 10:34", "minsa", "link", ["ruiz"]);
  await replies.answer("2021-09-15 15:02", "mides", "link", "tejada", { value: "accepted" });
  await replies.name("2021-09-15 15:05", "mides", "link", ["tejada", "gonzalvez"]);
  await replies.answer("2021-09-20 09:40", "inamu", "phone", "solis", { value: "accepted" });
  await replies.name("2021-09-20 09:45", "inamu", "phone", ["mendieta", "solis"]);
  await replies.answer("2021-09-22 11:15", "senafront", "whatsapp", "gaitan", { value: "accepted" });
  await replies.name("2021-09-22 11:20", "senafront", "whatsapp", ["gaitan"]);
  await replies.answer("2021-09-29 16:00", "defensoria", "link", "him", { value: "declined" });
  move(meeting, "2021-10-07 08:25", "under_way");
  move(meeting, "2021-10-07 10:55", "held");
  return meeting;
}

/** What was agreed there and how it went until the presentation and after it. */
export function keepRoundTable(panama: Panama, directory: Directory, meeting: Meeting): void {
  const { eliecer, marisol } = panama;
  const promises = new Promises(meeting, panama, directory);
  const protocol = promises.agree("2021-10-07 11:30", {
    what: "Compartir el protocolo de referencia con los albergues de Darién y Chiriquí",
    origin:
      "El MIDES compartirá el protocolo de referencia con los albergues de Darién y Chiriquí antes de la temporada alta de tránsito, con apoyo del INAMU.",
    lead: "mides",
    with: ["inamu", "minsa"],
    due: "2021-11-26",
    project: "PA-0412",
  });
  const focal = promises.agree("2021-10-07 11:35", {
    what: "Designar persona enlace para la derivación de personas migrantes a los servicios de salud",
    origin: "El MINSA designará a una persona enlace para la derivación a los servicios de salud.",
    lead: "minsa",
    due: "2021-11-30",
  });
  const contacts = promises.agree("2021-10-07 11:40", {
    what: "Compartir la lista de contactos de los puestos de asistencia en frontera",
    lead: marisol,
    with: ["senafront", "minsa"],
    due: "2021-11-12",
  });

  promises.hear(
    "2021-11-03 09:20",
    protocol,
    { from: "mides", by: "Omar Tejada", channel: "email", note: "Impreso; el transporte a Darién sale el 22 de noviembre." },
    "in_progress",
  );
  promises.step("2021-11-12 16:10", contacts, marisol, "done", { evidence: "Lista enviada por correo a las cinco instituciones." });
  promises.step("2021-11-15 09:00", contacts, eliecer, "verified");
  promises.hear(
    "2021-11-22 11:00",
    protocol,
    { from: "inamu", by: "Graciela Mendieta", channel: "phone", note: "El anexo sobre violencia basada en género está terminado." },
    "done",
  );
  promises.hear(
    "2021-11-25 17:35",
    protocol,
    {
      from: "mides",
      by: "Omar Tejada",
      channel: "email",
      note: "Entregado en los seis albergues.",
      evidence:
        "Lista de entrega firmada: seis firmas, del 23 y 24 de noviembre, en Metetí, Lajas Blancas, San Vicente, Los Planes, David y Paso Canoas.",
    },
    "done",
  );
  promises.step("2021-12-15 10:30", protocol, eliecer, "verified");
  promises.hear("2021-12-20 10:00", focal, { from: "minsa", by: "Ana Ruiz", channel: "letter", evidence: "Nota MINSA-DAI-0318." }, "done");
  promises.step("2022-01-11 09:15", focal, eliecer, "verified");
  move(meeting, "2022-01-11 09:30", "closed");
}
