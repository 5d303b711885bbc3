import { z } from "zod";
import { viaFor } from "@/db/schema/letters";
import { choice, day, inLanguages, line, lineInLanguages, optionalCalendarDay, ref, several, whole } from "../../kernel/input";

/** What stands on every letter of a briefing. A plan that was never saved has version 0. */
export const planLettersInput = z.strictObject({
  briefingId: ref(),
  day: optionalCalendarDay(),
  enclosures: inLanguages(2000),
  copies: inLanguages(1000),
  via: lineInLanguages(200),
  viaFor: choice(viaFor),
  version: whole(0, 1_000_000_000),
});

/** The chosen invitations, and their number as the person confirmed it. */
export const issueLettersInput = z.strictObject({ briefingId: ref(), invitations: several(ref(), 200), count: whole(1, 200) });

/** Letters whose words no longer hold. */
export const reissueLettersInput = z.strictObject({ briefingId: ref(), letters: several(ref(), 200) });

export const voidLetterInput = z.strictObject({ letterId: ref(), reason: line(300) });

export const dropScanInput = z.strictObject({ letterId: ref(), which: choice(["signed", "receipt"]) });

/** The day on the stamp of a receipt. */
export const stampInput = z.strictObject({ letterId: ref(), receivedOn: day() });
