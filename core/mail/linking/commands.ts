import type { Store } from "@/db/store";
import { env } from "@/lib/env";
import type { MailContent } from "@/lib/mail/content";
import { paths } from "@/lib/paths";
import { renewLink } from "../../invitations/links/commands";
import type { System } from "../../kernel/actor";

/** The secrets of the institutions' pages a message leads to. */
const secretsIn = (content: MailContent): Set<string> =>
  new Set(
    JSON.stringify(content)
      .split(`${env.appUrl}${paths.guest("")}`)
      .slice(1)
      .map((rest) => /^[\w-]*/.exec(rest)?.[0] ?? ""),
  );

/**
 * Lets every personal link in a message live 30 days from the moment it leaves. False where one cannot live, or the
 * message speaks of a page and has no link to it: such a message must not leave as it is.
 */
export const keepLinks = (store: Store, actor: System, content: MailContent): boolean =>
  content.lacks !== "link" && [...secretsIn(content)].every((secret) => renewLink(store, actor, secret));
