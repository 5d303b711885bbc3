import type { Messages } from "@/lib/messages";

/** Every reason a command can decline for; each has a text in the catalogue `refusals`. */
export type RefusalCode = keyof Messages["refusals"];

export type Accepted<T> = { ok: true; value: T };
export type Refused = {
  ok: false;
  code: RefusalCode;
  /** Values for the text's placeholders. */
  params?: Record<string, string | number>;
  /** The form field the person has to look at. */
  field?: string;
  /** For a save on an older version: what stands now, field by field, to be shown beside what was typed. */
  current?: Record<string, unknown>;
};
export type Outcome<T> = Accepted<T> | Refused;

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value });

/** Declines an act; the surrounding transaction is rolled back. */
export const refuse = (code: RefusalCode, details: Omit<Refused, "ok" | "code"> = {}): Refused => ({ ok: false, code, ...details });

export type FaultKind = "not_found" | "forbidden";

/** What no page offers and only a broken or hostile request reaches. Told apart by `fault`, not by class: modules exist in several copies. */
export type Fault = Error & { fault: FaultKind };

const fault = (kind: FaultKind): Fault => Object.assign(new Error(kind), { fault: kind });

export const notFound = (): Fault => fault("not_found");
export const forbidden = (): Fault => fault("forbidden");

/** The kind of a thrown fault, or `undefined` for anything else. */
export function faultOf(thrown: unknown): FaultKind | undefined {
  return typeof thrown === "object" && thrown !== null && "fault" in thrown ? (thrown as Fault).fault : undefined;
}
