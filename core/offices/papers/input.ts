import { z } from "zod";
import { inLanguages, optionalLine, optionalName, seenVersion } from "../../kernel/input";

export const papersInput = z.strictObject({
  letterAddress: inLanguages(400),
  letterHead: inLanguages(400),
  letterFoot: inLanguages(400),
  registerPrefix: optionalLine(20),
  signatoryName: optionalName(160),
  signatoryPosts: inLanguages(400),
  version: seenVersion(),
});

/** The button that takes the sheet away says all there is to say. */
export const removeSheetInput = z.strictObject({});
