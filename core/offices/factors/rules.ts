import type { Role } from "@/db/schema/offices";

/** How many codes on paper a person gets, and how long each is. */
export const RECOVERY_CODES = 10;
export const RECOVERY_LENGTH = 12;
/** How long they can be read again after they were made, milliseconds. */
export const CODES_SHOWN = 15 * 60_000;

/** How long after signing in a person may change how they sign in, milliseconds. */
export const FRESH = 15 * 60_000;

/** Wrong codes of a second factor that end the session in which they were typed. */
export const FACTOR_TRIES = 5;

/** Whether an office that asks for it wants a second factor of this role. */
export const needsFactor = (office: { secondFactor: boolean }, role: Role): boolean => office.secondFactor && role !== "officer";

/** What a session still lacks before it opens anything: the factor its owner has, or one to be set up. */
export function lackOf(session: { factorAt: number | null }, hasFactor: boolean, needed: boolean): "factor" | "setup" | undefined {
  if (session.factorAt !== null) return undefined;
  if (hasFactor) return "factor";
  return needed ? "setup" : undefined;
}

/** A recovery code as it was copied from paper: without gaps and capitals, and with the letters people take for digits set right. */
export const recoveryCodeOf = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1");

/** A recovery code in groups of four, as it is shown. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");
