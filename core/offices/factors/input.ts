import { z } from "zod";
import { type FieldError, line, ticked } from "../../kernel/input";

const code = (key: FieldError): string => key;

/** A code as it is typed: of the app, or one of those on paper. */
export const factorInput = z.strictObject({ code: line(40).refine((text) => /[0-9a-z]/i.test(text), code("invalid")) });
export const requireFactorInput = z.strictObject({ required: ticked() });
