import { z } from "zod";
import { referenceRoles } from "@/db/reference/vocabularies";
import { capacities } from "@/db/schema/institutions";
import { locales } from "@/lib/locales";
import {
  day,
  lineInLanguages,
  name,
  optionalChoice,
  optionalDay,
  optionalEmail,
  optionalLine,
  optionalName,
  optionalPhone,
  ref,
  seenVersion,
  ticked,
} from "../../kernel/input";

const roleKeys = referenceRoles.map((role) => role.key) as [string, ...string[]];

/** A name is one line, as given: no first and last, no case of ours. */
const person = {
  displayName: name(200),
  legalName: optionalName(200),
  sortName: optionalName(200),
  honorific: lineInLanguages(40).optional(),
  language: optionalChoice(locales),
  /** Absent is "not stated". */
  form: optionalChoice(["f", "m"]),
  email: optionalEmail(),
  sharedMailbox: ticked(),
  phone: optionalPhone(),
};

/** A post: of the list or as typed, how it is held, from when until when. */
export const post = {
  role: optionalChoice(roleKeys),
  post: optionalLine(200),
  capacity: optionalChoice(capacities).transform((capacity) => capacity ?? "holder"),
  liaison: ticked(),
  validFrom: optionalDay(),
  validTo: optionalDay(),
};

/** A person with their first post; `another`: somebody is called alike, and is not this one. */
export const addPersonInput = z.strictObject({ institutionId: ref(), ...person, ...post, another: ticked() });

export const editPersonInput = z.strictObject({ id: ref(), version: seenVersion(), ...person });

export const addTenureInput = z.strictObject({ personId: ref(), institutionId: ref(), ...post });

export const editTenureInput = z.strictObject({ id: ref(), version: seenVersion(), ...post });

/** `validTo` is the last day at the post. */
export const endTenureInput = z.strictObject({ id: ref(), version: seenVersion(), validTo: day() });

export const setLiaisonInput = z.strictObject({ id: ref(), version: seenVersion(), liaison: ticked() });
