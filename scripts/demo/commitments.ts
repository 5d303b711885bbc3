import type { Directory } from "./directory";
import type { Meeting } from "./meetings";
import type { Panama } from "./offices";
import { Promises } from "./promises";
import type { Calendar } from "./stage";

/** What was agreed on 14 December 2021 and where it stands today: one commitment in every state, and the story of each. */
export function keepPresentation(panama: Panama, directory: Directory, meeting: Meeting, calendar: Calendar): void {
  const { eliecer, marisol, esteban } = panama;
  const promises = new Promises(meeting, panama, directory);
  const agree = promises.agree.bind(promises, "2021-12-15 09:00");
  const project = "PA-0412";

  const papers = agree({
    what: "Enviar la presentación y la ayuda memoria a las diez instituciones",
    lead: marisol,
    due: "2021-12-21",
    project,
  });
  promises.step("2021-12-20 15:40", papers, marisol, "done", { evidence: "Enviadas el 20 de diciembre a las diez personas enlace." });
  promises.step("2021-12-21 09:05", papers, eliecer, "verified");

  const liaison = agree({
    what: "Designar persona enlace para la mesa de trabajo permanente",
    origin: "La Cancillería designará a su representante en la mesa de trabajo entre las instituciones.",
    lead: "mire",
    due: "2022-01-14",
    project,
  });
  promises.hear(
    "2022-01-12 11:25",
    liaison,
    { from: "mire", by: "Rubén Icaza", channel: "letter", evidence: "Nota MIRE-2022-0018." },
    "done",
  );
  promises.step("2022-01-13 08:50", liaison, eliecer, "verified");

  const centres = agree({
    what: "Compartir el directorio actualizado de centros de atención a mujeres",
    origin: "El INAMU enviará el directorio de sus centros de atención, con horarios y provincias.",
    lead: "inamu",
    due: "2022-01-31",
  });
  promises.hear(
    "2022-01-28 10:00",
    centres,
    { from: "inamu", by: "Yamileth Solís", channel: "email", evidence: "Directorio recibido por correo, 22 centros." },
    "done",
  );
  promises.step("2022-02-03 09:30", centres, eliecer, "verified");

  const inspectors = agree({
    what: "Capacitar a veinte inspectores en derechos laborales de las personas migrantes",
    origin: "El MITRADEL y la OIM organizarán una capacitación para veinte inspectores en el primer semestre.",
    lead: "mitradel",
    with: ["snm"],
    due: "2022-06-30",
    project,
  });
  promises.hear(
    "2022-06-24 12:15",
    inspectors,
    { from: "mitradel", by: "Edgardo Pinilla", channel: "phone", evidence: "Lista de asistencia: 23 personas." },
    "done",
  );
  promises.step("2022-07-05 10:10", inspectors, eliecer, "verified");

  const fair = agree({
    what: "Feria conjunta de servicios para personas migrantes en la ciudad de Panamá",
    origin: "El MIDES y el INAMU proponen una feria de servicios en marzo.",
    lead: "mides",
    with: ["inamu", "minsa"],
    due: "2022-03-25",
  });
  promises.hear(
    "2022-03-10 09:50",
    fair,
    { from: "mides", by: "Omar Tejada", channel: "phone", note: "No hay autorización sanitaria para reunir público." },
    "blocked",
  );
  promises.step("2022-04-05 11:00", fair, eliecer, "dropped", {
    note: "Las restricciones sanitarias no la permiten; los servicios se dan a conocer por las personas enlace.",
  });

  const window = agree({
    what: "Habilitar una ventanilla temporal de regularización en Chiriquí",
    origin: "El SNM estudiará una ventanilla temporal en Chiriquí.",
    lead: "snm",
    with: ["mitradel"],
    due: "2022-04-29",
  });
  const mobile = promises.agree("2022-05-04 10:30", {
    what: "Realizar tres jornadas móviles de regularización en Chiriquí y Bocas del Toro",
    lead: "snm",
    with: ["mitradel"],
    due: "2022-10-31",
  });
  promises.replace("2022-05-04 10:40", window, mobile, "La ventanilla fija da paso a jornadas móviles.");
  promises.hear(
    "2022-10-20 15:00",
    mobile,
    { from: "snm", by: "Denia Rosas", channel: "email", evidence: "Informe de las tres jornadas: 412 trámites." },
    "done",
  );
  promises.step("2022-11-07 09:20", mobile, eliecer, "verified");

  const referral = agree({
    what: "Acordar el protocolo de derivación a los servicios de salud para personas en tránsito",
    origin: "El MINSA y el SNM acordarán un protocolo de derivación a los servicios de salud.",
    lead: "minsa",
    with: ["snm"],
    due: "2022-09-30",
    project,
  });
  promises.prolong("2022-09-20 09:00", referral, "2023-06-30", "El MINSA pide esperar la nueva estructura de las regiones de salud.");
  promises.prolong("2023-06-26 09:00", referral, calendar.day(4), "Se retoma en la mesa de seguimiento.");
  promises.hear(
    calendar.moment(-3, "11:40"),
    referral,
    {
      from: "minsa",
      by: "Ana Ruiz",
      channel: "email",
      note: "Aprobado por las tres regiones de salud.",
      evidence: "Protocolo firmado, 14 páginas.",
    },
    "done",
  );

  const plan = agree({
    what: "Actualizar el plan nacional contra la trata de personas",
    origin: "La Comisión invitará a las instituciones a los grupos de actualización del plan.",
    lead: "cnctp",
    with: ["minseg", "mides", "inamu"],
    due: "2023-12-15",
    project,
  });
  promises.hear(
    "2023-02-14 10:00",
    plan,
    { from: "cnctp", by: "Aracelly Barría", channel: "phone", note: "Empezaron los grupos de trabajo." },
    "in_progress",
  );
  promises.prolong("2023-12-11 09:00", plan, calendar.day(20), "La consulta regional tomó más tiempo.");
  promises.hear(calendar.moment(-6, "10:15"), plan, {
    from: "cnctp",
    by: "Aracelly Barría",
    channel: "phone",
    note: "Faltan los comentarios de dos provincias.",
  });

  const data = agree({
    what: "Suscribir el convenio de intercambio de datos sobre personas en tránsito",
    origin: "El MINSEG y la OIM suscribirán un convenio de intercambio de datos agregados.",
    lead: "minseg",
    with: ["senafront", "snm"],
    due: "2022-12-16",
  });
  promises.prolong("2022-12-12 10:00", data, calendar.day(45), "Se revisa a la luz de la ley de protección de datos.");
  promises.hear(
    calendar.moment(-16, "09:30"),
    data,
    { from: "minseg", by: "Dayra Cedeño", channel: "email", note: "Espera el dictamen de asesoría legal." },
    "blocked",
  );

  const space = agree({
    what: "Proponer los términos de referencia de la mesa de trabajo permanente",
    origin: "La OIM presentará una propuesta de mesa de trabajo permanente entre las instituciones.",
    lead: esteban,
    with: ["mire", "mides"],
    due: "2022-02-25",
    project,
  });
  promises.prolong("2022-02-21 09:00", space, calendar.day(-10), "Se acuerda hacerlo tras la mesa de seguimiento.");

  const visit = agree({
    what: "Misión conjunta de observación a las estaciones de recepción migratoria",
    origin: "El representante de la Defensoría propone una misión conjunta; consultará a su despacho.",
    lead: "defensoria",
    with: ["snm", "senafront"],
    proposed: true,
  });
  promises.remark(calendar.moment(-14, "15:20"), visit, esteban, "La Defensoría confirma que sigue en consulta; se espera su nota.");
}
