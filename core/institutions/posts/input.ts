import { z } from "zod";
import { referenceRoles } from "@/db/reference/vocabularies";
import { capacities } from "@/db/schema/institutions";
import {
  day,
  lineInLanguages,
  optionalChoice,
  optionalDay,
  optionalEmail,
  optionalLine,
  ref,
  seenVersion,
  ticked,
} from "../../kernel/input";

const roleKeys = referenceRoles.map((role) => role.key) as [string, ...string[]];

/** A post: of the list or as typed, how it is held, from when until when. */
export const post = {
  role: optionalChoice(roleKeys),
  post: optionalLine(200),
  capacity: optionalChoice(capacities).transform((capacity) => capacity ?? "holder"),
  liaison: ticked(),
  validFrom: optionalDay(),
  validTo: optionalDay(),
};

export const addTenureInput = z.strictObject({ personId: ref(), institutionId: ref(), ...post });

/** Besides what a post is: how its letters open, to which of the person's mailboxes they go, and whether it is printed. */
export const editTenureInput = z.strictObject({
  id: ref(),
  version: seenVersion(),
  ...post,
  mailbox: optionalEmail(),
  treatment: lineInLanguages(60).optional(),
  hidden: ticked(),
});

/** The post to be printed before the person's others. */
export const postOrderInput = z.strictObject({ id: ref(), version: seenVersion() });

/** `validTo` is the last day at the post. */
export const endTenureInput = z.strictObject({ id: ref(), version: seenVersion(), validTo: day() });

export const setLiaisonInput = z.strictObject({ id: ref(), version: seenVersion(), liaison: ticked() });
