import "server-only";
import { parseWithZod } from "@conform-to/zod/v4";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { FormState } from "@/components/ui/form-state";
import type { Staff } from "@/core/kernel/actor";
import { faultOf, type Outcome, type RefusalCode } from "@/core/kernel/outcome";
import { once } from "@/core/kernel/receipts";
import { findOffice } from "@/core/offices/queries";
import { officeNamed } from "@/core/offices/rules";
import { openStore, type Store } from "@/db/store";
import { type Translator, translator } from "@/lib/i18n";
import { newId } from "@/lib/ids";
import { logError } from "@/lib/log";
import { paths } from "@/lib/paths";
import { fieldErrors, labelsOf, refusalError } from "./form-errors";
import { dropPost, keepPost } from "./kept";
import { currentStaff } from "./session";

type Command<S extends z.ZodType, T> = (store: Store, actor: Staff, input: z.output<S>) => Outcome<T>;

type Options<S extends z.ZodType> = {
  /** For a refusal that shows that the page itself is out of date, the fresh one that says so. */
  outdated?: Partial<Record<RefusalCode, (input: z.output<S>) => string>>;
  /** What the letters of the act would say, for the button `_show`; nothing is done then. Its value names one of them, or all. */
  look?: (store: Store, actor: Staff, input: z.output<S>, which: string) => Outcome<NonNullable<FormState["shown"]>>;
  who?: () => Promise<Staff | undefined>;
};

/**
 * The only wrapper round a write of staff: session to actor, form data to input, the command (once per form, by its
 * idempotency key), refusals and field errors to form state, an unknown error to one neutral sentence with a log id.
 * Where the session has ended meanwhile, the form keeps what was typed and leads to sign-in and back.
 * `next` names the page to go to; without it the same page shows the new state.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  command: Command<S, T>,
  next?: (value: T, input: z.output<S>) => string,
  { outdated, look, who = currentStaff }: Options<S> = {},
) {
  return async (_previous: FormState, data: FormData): Promise<FormState> => {
    const actor = await who();
    const typed = fieldsOf(data);
    if (!actor) return ended(data, typed);
    const under = data.get("_office");
    if (typeof under === "string" && under !== actor.officeId) return elsewhere(actor, data, typed);
    await dropPost();
    const t = translator(actor.language);
    const labels = labelsOf(data);
    let goto: string | undefined;
    try {
      const submission = parseWithZod(typed, { schema });
      if (submission.status !== "success") return failed(typed, fieldErrors(submission.error ?? {}, labels, t));
      const input = submission.value as z.output<S>;
      const which = data.get("_show");
      if (look && typeof which === "string") {
        const seen = look(openStore(), actor, input, which);
        return seen.ok ? { ...failed(typed, []), shown: seen.value } : failed(typed, [refusalError(seen, labels, t)], seen.current);
      }
      const key = data.get("_key");
      const outcome = once(
        openStore(),
        typeof key === "string" ? key.slice(0, 64) : undefined,
        { scope: `${actor.sessionId}:${command.name}`, input },
        actor.now,
        (tx) => command(tx, actor, input),
      );
      if (outcome.ok) goto = next?.(outcome.value, input);
      else {
        goto = outdated?.[outcome.code]?.(input);
        if (!goto) return failed(typed, [refusalError(outcome, labels, t)], outcome.current);
      }
    } catch (thrown) {
      return failed(typed, [{ text: faultText(thrown, t) }]);
    }
    // Head and rail of a record stand in a layout, which a browser keeps from page to page unless told that it is out of date.
    revalidatePath("/", "layout");
    if (goto) redirect(goto);
    return { id: newId("frm"), ok: true, errors: [], values: {} };
  };
}

/** The session has ended: with script the form stays and tells; without, the post waits on the server for its sender to sign in. */
async function ended(data: FormData, typed: FormData): Promise<FormState> {
  const asked = await headers();
  const path = asked.get("x-enlace-path") ?? paths.home();
  if (asked.has("next-action")) return { ...failed(typed, []), signIn: paths.signIn(path) };
  await keepPost(path, data);
  redirect(paths.signIn(path));
}

/** The page was opened under another office of the person's: nothing is written, and what was typed stays, without script on the server. */
async function elsewhere(actor: Staff, data: FormData, typed: FormData): Promise<FormState> {
  const office = findOffice(openStore(), actor.officeId);
  const asked = await headers();
  if (!asked.has("next-action")) await keepPost(asked.get("x-enlace-path") ?? paths.home(), data);
  return failed(typed, [
    { text: translator(actor.language)("common.form.otherOffice", { office: officeNamed(office, actor.language).the }) },
  ]);
}

/** What the person typed, without the fields the framework and the form itself add. */
function fieldsOf(data: FormData): FormData {
  const typed = new FormData();
  for (const [name, value] of data) if (!name.startsWith("$") && !name.startsWith("_")) typed.append(name, value);
  return typed;
}

function failed(typed: FormData, errors: FormState["errors"], current?: Record<string, unknown>): FormState {
  const values: Record<string, string[]> = {};
  for (const [name, value] of typed) if (typeof value === "string") values[name] = [...(values[name] ?? []), value];
  return { id: newId("frm"), ok: false, errors, values, current };
}

function faultText(thrown: unknown, t: Translator): string {
  const kind = faultOf(thrown);
  if (kind === "not_found") return t("common.form.gone");
  if (kind === "forbidden") return t("common.form.forbidden");
  return t("common.form.fault", { code: logError("action", thrown) });
}
