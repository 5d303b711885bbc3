import { z } from "zod";
import { email, optionalEmail, ref, seenVersion, several, ticked } from "../../kernel/input";

/** Further mailboxes as a form lists them; a line left empty is none. */
export const furtherMailboxes = () =>
  several(z.strictObject({ address: optionalEmail(), shared: ticked() }), 10).transform((lines) =>
    lines.flatMap(({ address, shared }) => (address ? [{ address, shared }] : [])),
  );

/** The mailbox a person is written to from now on: one of theirs. */
export const writeToInput = z.strictObject({ id: ref(), version: seenVersion(), address: email() });
