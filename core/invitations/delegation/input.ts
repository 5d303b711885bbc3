import { z } from "zod";
import { delegateRoles } from "@/db/schema/invitations";
import {
  choice,
  type FieldError,
  language,
  optionalEmail,
  optionalLine,
  optionalProse,
  optionalRef,
  ref,
  several,
  ticked,
} from "../../kernel/input";
import { missing, plainLine, plainName } from "../answers/input";
import { noticeVersions } from "../answers/rules";
import { accessNeeds, MOST } from "./rules";

const code = (key: FieldError): string => key;

/** One row of a delegation: one that stands (`id`), a person known or sent before (`from`), somebody new (`name` and `post`), or a seat to be designated (none of these). */
const seat = z
  .strictObject({
    id: optionalRef(),
    from: optionalRef(),
    name: plainName(100),
    post: plainLine(160),
    role: choice(delegateRoles).default("member"),
    mode: choice(["on_site", "online"]).optional(),
    email: optionalEmail(),
    access: several(choice(accessNeeds), accessNeeds.length),
    need: optionalProse(500),
    /** Takes away what was noted about needs. */
    clearNeeds: ticked(),
    listConsent: ticked(),
    photoConsent: ticked(),
    followUpConsent: ticked(),
  })
  .refine(({ id, from, name, post }) => id || from || !name || post, missing("post", "required"))
  .refine(({ id, from, name, post }) => id || from || !post || name, missing("name", "required"));

const delegation = {
  /** What the delegation looked like when the form was opened (`stampOf`); left out where nobody looked. */
  stamp: optionalLine(64),
  seats: several(seat, MOST),
};

/** The whole delegation as it shall stand; whoever is not in it is taken out. */
export const saveDelegationInput = z.strictObject({ invitationId: ref(), ...delegation });

/** The delegation as the institution's own page sends it. */
export const guestDelegationInput = z.strictObject({
  ...delegation,
  language: language(),
  notice: z.enum(noticeVersions, { error: code("choice") }).catch(noticeVersions[0]),
});

export type SeatInput = z.output<typeof seat>;
