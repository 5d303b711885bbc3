import type { Agreement, Words } from "./promises";

/** Something said about a commitment, so many days from today. */
type Heard = { day: number; progress?: "in_progress" | "blocked" | "done"; words: Words };

/** One commitment of the round table of seven weeks ago; days are counted from today, `heard` in their order. */
export type Standing = Omit<Agreement, "lead" | "due"> & {
  lead: string;
  due?: number;
  heard?: Heard[];
  verified?: { day: number; evidence?: string };
};

const word = (from: string, by: string, channel: Words["channel"], said: Pick<Words, "note" | "evidence">): Words => ({
  from,
  by,
  channel,
  ...said,
});

const kept: Standing[] = [
  {
    what: "Enviar el calendario de giras médicas a los puestos de recepción",
    lead: "minsa",
    due: -30,
    heard: [{ day: -33, progress: "done", words: word("minsa", "Ana Ruiz", "email", { evidence: "Calendario recibido por correo." }) }],
    verified: { day: -28 },
  },
  {
    what: "Compartir el formulario único de entrevista",
    lead: "snm",
    due: -27,
    heard: [
      { day: -29, progress: "done", words: word("snm", "Denia Rosas", "phone", { note: "Entregado en la reunión de coordinación." }) },
    ],
    verified: { day: -22, evidence: "Recibido en la reunión de coordinación; está en uso." },
  },
  {
    what: "Confirmar la sala y la traducción para las sesiones mensuales",
    lead: "mire",
    due: -25,
    heard: [
      { day: -26, progress: "done", words: word("mire", "Rubén Icaza", "letter", { evidence: "Nota con las doce fechas del año." }) },
    ],
    verified: { day: -22 },
  },
];

const reported: Standing[] = [
  {
    what: "Actualizar la lista de contactos de los puestos fronterizos",
    lead: "senafront",
    due: -6,
    heard: [
      {
        day: -12,
        progress: "done",
        words: word("senafront", "Kevin Gaitán", "whatsapp", { evidence: "Lista de nueve puestos, con turnos." }),
      },
    ],
  },
  {
    what: "Entregar las cifras de suspensión de contratos, de enero a octubre",
    lead: "mitradel",
    due: -8,
    heard: [
      {
        day: -10,
        progress: "done",
        words: word("mitradel", "Damaris Ibarra de Chanis", "email", { evidence: "Cuadro por provincia y sexo." }),
      },
    ],
  },
  {
    what: "Disponer de dos salas de entrevista en Los Planes",
    origin: "El SNM habilitará dos salas de entrevista que guarden la reserva.",
    lead: "snm",
    with: ["defensoria"],
    due: -11,
    heard: [
      {
        day: -9,
        progress: "done",
        words: word("snm", "Denia Rosas", "phone", { note: "Las dos salas están en uso desde el lunes." }),
      },
    ],
  },
  {
    what: "Responder al borrador de estándares de albergue",
    lead: "inamu",
    with: ["mides"],
    due: -4,
    heard: [
      {
        day: -8,
        progress: "done",
        words: word("inamu", "Graciela Mendieta", "email", { evidence: "Comentarios en cuatro páginas." }),
      },
    ],
  },
  {
    what: "Proponer a tres personas formadoras para el taller de fronteras",
    lead: "minseg",
    due: 3,
    heard: [{ day: -7, progress: "done", words: word("minseg", "Dayra Cedeño", "phone", { note: "Los tres nombres van en una nota." }) }],
  },
  {
    what: "Compartir el protocolo de referencia actualizado con los albergues de Darién y Chiriquí",
    origin:
      "El MIDES compartirá el protocolo de referencia actualizado con los albergues de Darién y Chiriquí antes de la temporada alta de tránsito, con apoyo del Ministerio de la Mujer.",
    lead: "mides",
    with: ["inamu", "minsa"],
    due: -12,
    heard: [
      {
        day: -28,
        progress: "in_progress",
        words: word("mides", "Omar Tejada", "email", { note: "Impreso; el transporte a Darién sale la próxima semana." }),
      },
      {
        day: -16,
        progress: "done",
        words: word("inamu", "Graciela Mendieta", "phone", { note: "El anexo sobre violencia basada en género está terminado." }),
      },
      {
        day: -13,
        progress: "done",
        words: word("mides", "Omar Tejada", "email", {
          note: "Entregado en los seis albergues.",
          evidence: "Lista de entrega firmada: seis firmas, en Metetí, Lajas Blancas, San Vicente, Los Planes, David y Paso Canoas.",
        }),
      },
    ],
  },
  {
    what: "Entregar las cifras anuales de personas asistidas, por sexo y edad",
    lead: "cnctp",
    due: 2,
    heard: [
      {
        day: -4,
        progress: "done",
        words: word("cnctp", "Añela Ngöbe Santos", "email", { evidence: "Cuadro anual, con notas de método." }),
      },
    ],
  },
  {
    what: "Emitir opinión jurídica sobre los centros de referencia",
    lead: "defensoria",
    due: 5,
    heard: [
      { day: -4, progress: "done", words: word("defensoria", "Lorena Him", "letter", { evidence: "Opinión n.º 12, tres páginas." }) },
    ],
  },
];

/** Past their day, and the next step is ours: `marisol`, `esteban`. */
const ours: Standing[] = [
  { what: "Enviar al MINSA el borrador del protocolo de derivación para comentarios", lead: "marisol", with: ["minsa"], due: -4 },
  { what: "Enviar al SENAFRONT la lista de contactos de la OIM", lead: "marisol", with: ["senafront"], due: -6 },
  { what: "Traducir al inglés el anexo técnico de la mesa", lead: "esteban", due: -2 },
];

/** Past their day, and the next step is theirs. */
const theirs: Standing[] = [
  { what: "Publicar la guía para empleadores sobre permisos de trabajo", lead: "mitradel", with: ["snm"], due: -12 },
  { what: "Resumir en una página los requisitos de regularización", lead: "snm", due: -9 },
  { what: "Designar un punto de contacto para las alertas de trata", lead: "minseg", with: ["cnctp"], due: -7 },
  {
    what: "Completar el inventario de albergues, con cupos por sexo y edad",
    origin: "El MIDES completará el inventario de albergues.",
    lead: "mides",
    due: -5,
    heard: [
      {
        day: -15,
        progress: "in_progress",
        words: word("mides", "Maribel Gonzálvez", "phone", { note: "Faltan los albergues de Colón." }),
      },
    ],
  },
  { what: "Compartir el calendario de visitas de observación", lead: "defensoria", due: -5 },
  { what: "Definir la ruta de referencia a salud mental", lead: "minsa", with: ["inamu"], due: -3 },
  { what: "Enviar el acta de la misión conjunta a Darién", lead: "senafront", due: -2 },
];

const blocked: Standing[] = [
  {
    what: "Dar acceso a la base de citas para los casos de protección",
    lead: "snm",
    with: ["defensoria"],
    due: 20,
    heard: [
      {
        day: -18,
        progress: "blocked",
        words: word("snm", "Denia Rosas", "email", { note: "Espera el dictamen de protección de datos." }),
      },
    ],
  },
  {
    what: "Aprobar el reglamento del fondo para víctimas de trata",
    lead: "cnctp",
    with: ["minseg"],
    due: 30,
    heard: [
      {
        day: -13,
        progress: "blocked",
        words: word("cnctp", "Aracelly Barría", "phone", { note: "Está en consulta en otro ministerio." }),
      },
    ],
  },
];

const proposed: Standing[] = [
  {
    what: "Reunión con las embajadas acreditadas sobre documentos de viaje",
    origin: "Quien representó a la Cancillería propone la reunión y consultará a su despacho.",
    lead: "mire",
    proposed: true,
  },
];

/** Still in time, but nothing heard since the round table. */
const quiet: Standing[] = [
  { what: "Presentar el plan anual de la mesa de protección", lead: "mides", with: ["inamu"], due: 25 },
  { what: "Organizar un curso en línea para inspectores de trabajo", lead: "mitradel", due: 35 },
  { what: "Preparar el material de la campaña contra la violencia en tránsito", lead: "inamu", with: ["minsa"], due: 40 },
  { what: "Evaluar qué intérpretes hacen falta en los puestos de recepción", lead: "office", with: ["senafront"], due: 15 },
  { what: "Compartir la lista de embajadas con consulado móvil", lead: "mire", due: 20 },
];

const onTime: Standing[] = [
  {
    what: "Establecer turnos de intérpretes de guna y emberá",
    lead: "senafront",
    due: 12,
    heard: [
      {
        day: -10,
        progress: "in_progress",
        words: word("senafront", "Kevin Gaitán", "phone", { note: "Dos personas ya cubren Lajas Blancas." }),
      },
    ],
  },
  {
    what: "Dotar de botiquines a los puestos de Bajo Chiquito y Canaán",
    lead: "minsa",
    due: 9,
    heard: [
      {
        day: -6,
        progress: "in_progress",
        words: word("minsa", "Ana Ruiz", "email", { note: "Los botiquines salieron de la región de salud." }),
      },
    ],
  },
];

/** Everything agreed at the round table. */
export const agreements: Standing[] = [...kept, ...reported, ...ours, ...theirs, ...blocked, ...proposed, ...quiet, ...onTime];
