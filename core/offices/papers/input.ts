import { z } from "zod";
import { inLanguages, optionalLine, seenVersion } from "../../kernel/input";

export const papersInput = z.strictObject({
  letterAddress: inLanguages(400),
  letterHead: inLanguages(400),
  letterFoot: inLanguages(400),
  registerPrefix: optionalLine(20),
  version: seenVersion(),
});
