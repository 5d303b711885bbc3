import { z } from "zod";
import { sexes } from "@/db/schema/institutions";
import { locales } from "@/lib/locales";
import {
  lineInLanguages,
  name,
  optionalChoice,
  optionalEmail,
  optionalLine,
  optionalName,
  ref,
  seenVersion,
  ticked,
} from "../../kernel/input";
import { furtherMailboxes } from "../mailboxes/input";
import { post } from "../posts/input";

/** A name is one line, as given: no first and last, no case of ours. */
const person = {
  displayName: name(200),
  legalName: optionalName(200),
  sortName: optionalName(200),
  honorific: lineInLanguages(40).optional(),
  language: optionalChoice(locales),
  /** Absent is "not stated", of both. */
  form: optionalChoice(["f", "m"]),
  sex: optionalChoice(sexes),
  email: optionalEmail(),
  emailShared: ticked(),
  mailboxes: furtherMailboxes(),
  sharedMailbox: ticked(),
  /** As people of the office's country dial it, or with + and a country. */
  phone: optionalLine(40),
};

/** A person with their first post; `another`: somebody is called alike, and is not this one. */
export const addPersonInput = z.strictObject({ institutionId: ref(), ...person, ...post, another: ticked() });

export const editPersonInput = z.strictObject({ id: ref(), version: seenVersion(), ...person });
