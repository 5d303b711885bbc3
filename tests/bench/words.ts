export const ZONE = "America/Panama";
export const DAY = 86_400_000;

export const themes = [
  "Salud y migración",
  "Regularización laboral",
  "Niñez en tránsito",
  "Retorno voluntario",
  "Gestión de fronteras",
  "Trata de personas",
  "Datos migratorios",
  "Protección social",
];
export const kinds = ["Ministerio", "Servicio Nacional", "Instituto", "Dirección General", "Comisión", "Municipio", "Defensoría"];
export const matters = [
  "Salud",
  "Desarrollo Social",
  "Trabajo",
  "Niñez",
  "Migración",
  "Fronteras",
  "la Mujer",
  "Educación",
  "Vivienda",
  "Gobierno",
  "Ambiente",
  "Juventud",
  "Turismo",
  "Comercio",
  "Cultura",
];
export const topics = ["transit_migration", "migrant_health", "labour_regularization", "voluntary_return", "border_management"];
export const names = ["Ana Ruiz", "Luis Pérez", "Marta Gómez", "José Ábrego", "Elena Núñez", "Raúl Chávez", "Inés Castillo", "Óscar Vega"];

export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** A text that is the same in every language. */
export const both = (text: string) => ({ es: text, en: text, fr: text });
