import { enqueue, type Message, type MessageKinds, type Outgoing } from "@/core/kernel/outbox";
import { messages } from "@/db/schema";
import type { Store } from "@/db/store";
import type { MailContent } from "@/lib/mail/content";
import { NOW, system } from "../factories";

/** A message with every kind of block, in Spanish, with letters and dashes beyond ASCII. */
export const letter = (change: Partial<MailContent> = {}): MailContent => ({
  subject: "Invitación: Presentación ejecutiva, 14 dic. 2021",
  from: "OIM Panamá",
  organisation: "Organización Internacional para las Migraciones",
  preview: "Martes 14 de diciembre",
  replyTo: { name: "OIM Panamá", address: "reuniones@oim-panama.example" },
  greeting: "Estimada señora Directora:",
  blocks: [
    { kind: "text", text: "En nombre de la OIM Panamá, tenemos el agrado de invitar al Ministerio de Salud a la siguiente reunión:" },
    { kind: "strong", text: "Presentación ejecutiva de los planes y áreas de mayor impacto e interés de la OIM para 2022" },
    {
      kind: "facts",
      rows: [
        { label: "Fecha", value: "Martes 14 de diciembre de 2021\nde 9:00 a 11:00 a.\u00a0m., hora de Panamá (UTC−5)", strong: true },
        { label: "Lugar", value: "Sala Ancón", href: "https://maps.example/ancon" },
      ],
    },
    { kind: "question", text: "¿Asistirá el Ministerio de Salud?" },
    { kind: "button", label: "Sí, asistiremos", href: "https://enlace.example/r/abc?a=accepted" },
    {
      kind: "links",
      links: [
        { label: "Aún por confirmar", href: "https://enlace.example/r/abc?a=tentative" },
        { label: "No podremos asistir", href: "https://enlace.example/r/abc?a=declined" },
      ],
    },
    { kind: "note", text: "La respuesta puede modificarse después. No requiere cuenta." },
    { kind: "quote", text: "Las instituciones acuerdan compartir <datos> & plazos." },
    { kind: "list", items: ["Protocolo de derivación", "Mesa técnica"] },
  ],
  signature: ["Marisol Vega", "OIM Panamá"],
  reason: "Recibe este mensaje porque es la persona enlace del Ministerio de Salud.",
  notice: { label: "Tratamiento de datos personales", href: "https://enlace.example/privacy" },
  ...change,
});

export const kinds: MessageKinds = { test: () => letter() };

let serial = 0;

/** Writes a message of the kind `test` that may leave at once; returns its id. */
export function aMessage(store: Store, officeId: string | null, change: Partial<Outgoing> = {}): string {
  serial += 1;
  const id = enqueue(store, system(), {
    kind: "test",
    key: `test:${serial}`,
    officeId,
    to: { name: "Ana Ruiz", address: "ana@minsa.example" },
    language: "es",
    sendAfter: NOW,
    ...change,
  });
  if (!id) throw new Error("The key is taken.");
  return id;
}

/** The message as it stands now. */
export function standing(store: Store, id: string): Message {
  const found = store.db
    .select()
    .from(messages)
    .all()
    .find((message) => message.id === id);
  if (!found) throw new Error("There is no such message.");
  return found;
}
