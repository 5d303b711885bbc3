import { createTemplates } from "@/core/briefings/templates/commands";
import type { System } from "@/core/kernel/actor";
import { addUser, createOffice } from "@/core/offices/commands";
import { addHolidays } from "@/core/offices/days/commands";
import { addUserInput, createOfficeInput } from "@/core/offices/input";
import { holidaysOf } from "@/db/reference/countries";
import { panamaHolidays } from "@/db/reference/days";
import type { Role } from "@/db/schema/offices";
import { openStore } from "@/db/store";
import { dayOf } from "@/lib/dates";
import type { Locale } from "@/lib/locales";
import { at, must, PANAMA, type Player, typed } from "./stage";

const OPENED = "2021-08-02 08:00";

const international = {
  en: "International Organization for Migration",
  es: "Organización Internacional para las Migraciones",
  fr: "Organisation internationale pour les migrations",
};

function join(officeId: string, role: Role, name: string, email: string, language: Locale): Player {
  const system: System = { kind: "system", now: at(OPENED) };
  const { userId } = must(addUser(openStore(), system, { ...typed(addUserInput, { name, email, role, language }), officeId }));
  return { kind: "staff", userId, officeId, role, name, language, sessionId: "demo" };
}

export type Panama = Record<"admin" | "marisol" | "esteban" | "eliecer", Player> & { officeId: string };

/** IOM Panama: its details, its holidays from 2021 to two years from `now`, and the four who work in the play. */
export function openPanama(now: number): Panama {
  const system: System = { kind: "system", now: at(OPENED) };
  const store = openStore();
  const { officeId } = must(
    createOffice(
      store,
      system,
      typed(createOfficeInput, {
        key: "pa",
        name: international,
        shortName: { en: "IOM Panama", es: "OIM Panamá", fr: "OIM Panama" },
        city: { en: "Panama City", es: "Ciudad de Panamá", fr: "Panama" },
        zone: "America/Panama",
        language: "es",
        languages: ["es", "en", "fr"],
        contactName: "Elena Sáenz",
        contactPhone: "+507 555-0142",
        contactWhatsapp: "+507 555-0143",
        contactEmail: "reuniones@oim-panama.example",
      }),
    ),
  );
  const last = Math.max(2028, Number(dayOf(now, PANAMA).slice(0, 4)) + 2);
  const years = Array.from({ length: last - 2020 }, (_, nth) => 2021 + nth);
  must(addHolidays(store, system, { officeId, days: years.flatMap(panamaHolidays) }));
  must(createTemplates(store, system, officeId));
  return {
    officeId,
    marisol: join(officeId, "officer", "Marisol Vega", "officer@oim-panama.example", "en"),
    esteban: join(officeId, "officer", "Esteban Lasso", "officer2@oim-panama.example", "es"),
    eliecer: join(officeId, "manager", "Eliécer Salazar", "manager@oim-panama.example", "en"),
    admin: join(officeId, "admin", "Elena Sáenz", "admin@oim-panama.example", "en"),
  };
}

/** IOM Costa Rica, with its country’s holidays from the public list, which sees nothing of Panama and is seen by nobody there. */
export async function openCostaRica(now: number): Promise<{ officeId: string; officer: Player }> {
  const system: System = { kind: "system", now: at("2021-08-02 09:00") };
  const store = openStore();
  const { officeId } = must(
    createOffice(
      store,
      system,
      typed(createOfficeInput, {
        key: "cr",
        name: international,
        shortName: { en: "IOM Costa Rica", es: "OIM Costa Rica", fr: "OIM Costa Rica" },
        city: { en: "San José", es: "San José", fr: "San José" },
        zone: "America/Costa_Rica",
        language: "es",
        languages: ["es", "en"],
        contactName: "Jimena Brenes",
        contactPhone: "+506 5550-0142",
        contactEmail: "reuniones@oim-costarica.example",
      }),
    ),
  );
  must(createTemplates(store, system, officeId));
  const year = Number(dayOf(now, "America/Costa_Rica").slice(0, 4));
  for (const y of [year, year + 1]) must(addHolidays(store, system, { officeId, days: await holidaysOf("CR", y, "es") }));
  return { officeId, officer: join(officeId, "officer", "Jimena Brenes", "officer@oim-costarica.example", "es") };
}
