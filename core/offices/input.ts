import { z } from "zod";
import { roles, themes } from "@/db/schema/offices";
import { isCountry } from "@/lib/countries";
import {
  choice,
  email,
  type FieldError,
  inLanguages,
  language,
  maybe,
  name,
  optionalEmail,
  optionalLine,
  optionalName,
  optionalPhone,
  ref,
  seenVersion,
  several,
  ticked,
  zone,
} from "../kernel/input";

const code = (key: FieldError): string => key;

const country = () => z.string({ error: code("choice") }).refine(isCountry, code("choice"));

/** A person's name, as they write it. It is mailed to others, so it carries no web address. */
const personName = () => name(100).refine((text) => !/:\/\/|www\./i.test(text), code("noAddress"));

export const signInInput = z.strictObject({ email: email(), next: optionalLine(500) });

export const addUserInput = z.strictObject({ name: personName(), email: email(), role: choice(roles), language: language() });
export const changeRoleInput = z.strictObject({ userId: ref(), role: choice(roles) });
export const userInput = z.strictObject({ userId: ref() });

export const sessionInput = z.strictObject({ sessionId: ref() });
/** A button alone. */
export const nothingInput = z.strictObject({});

export const profileInput = z.strictObject({
  name: personName(),
  language: language(),
  theme: choice(themes),
  reviewKeys: ticked(),
  version: seenVersion(),
});

const office = {
  name: inLanguages(200, true),
  shortName: inLanguages(60, true),
  city: inLanguages(80),
  country: maybe(country()),
  zone: zone(),
  language: language(),
  languages: several(language(), 3),
  contactName: optionalName(100),
  contactPhone: optionalPhone(),
  contactWhatsapp: optionalPhone(),
  contactEmail: optionalEmail(),
  pressName: optionalName(100),
  pressPhone: optionalPhone(),
  pressEmail: optionalEmail(),
};

export const createOfficeInput = z.strictObject({
  /** Short name in addresses of the command line: lower case, digits and hyphens. */
  key: z.string({ error: code("invalid") }).regex(/^[a-z][a-z0-9-]{0,31}$/, code("invalid")),
  ...office,
});
export const editOfficeInput = z.strictObject({ ...office, version: seenVersion() });
