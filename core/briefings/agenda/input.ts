import { z } from "zod";
import { agendaKinds } from "@/db/reference/briefings";
import { choice, type FieldError, inLanguages, optionalLine, optionalName, ref, seenVersion, several, whole } from "../../kernel/input";

const kind = () =>
  z.string({ error: "choice" satisfies FieldError }).refine((key) => agendaKinds.some((k) => k.key === key), "choice" satisfies FieldError);

/** Who speaks; a row without a name is left out. */
const speakers = () =>
  several(z.strictObject({ name: optionalName(120), post: optionalLine(160) }), 12).transform((rows) =>
    rows.flatMap(({ name, post }) => (name ? [{ name, post }] : [])),
  );

/** What is typed of an agenda item. */
export const itemFields = { kind: kind(), minutes: whole(1, 600), title: inLanguages(200), speakers: speakers() };

/** A new last item of a briefing's agenda. */
export const addAgendaItemInput = z.strictObject({ briefingId: ref(), ...itemFields });

export const editAgendaItemInput = z.strictObject({ briefingId: ref(), itemId: ref(), version: seenVersion(), ...itemFields });

const acts = ["up", "down", "remove", "restore"] as const;

/** One button of the list: what to do with which item, as `up:agi_…`. */
export const arrangeAgendaInput = z.strictObject({
  briefingId: ref(),
  act: z
    .string({ error: "choice" satisfies FieldError })
    .transform((text) => text.split(":"))
    .pipe(z.tuple([choice(acts), ref()]))
    .transform(([act, itemId]) => ({ act, itemId })),
});
