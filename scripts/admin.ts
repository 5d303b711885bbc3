import { parseArgs } from "node:util";
import { createTemplates } from "@/core/briefings/templates/commands";
import type { System } from "@/core/kernel/actor";
import { accept, type Outcome } from "@/core/kernel/outcome";
import { addUser, createOffice } from "@/core/offices/commands";
import { addHolidays } from "@/core/offices/days/commands";
import { addUserInput, createOfficeInput } from "@/core/offices/input";
import { recover } from "@/core/offices/recovery/commands";
import { setParent } from "@/core/offices/tree/commands";
import { holidaysOf } from "@/db/reference/countries";
import { offices } from "@/db/schema";
import { openStore, type Store } from "@/db/store";
import { env } from "@/lib/env";
import { countryOf } from "@/lib/holidays";
import { translator } from "@/lib/i18n";
import { isLocale } from "@/lib/locales";
import { paths } from "@/lib/paths";

const usage = `Usage:
  npm run admin -- create ADDRESS [--name NAME] [--office KEY] [--zone ZONE] [--language en|es|fr]
      Opens an office with its first administrator and prints a one-time sign-in address.
      Without options: the office "office", zone America/Panama, language es, and the address as the name.
  npm run admin -- parent KEY [PARENT]
      Puts an office under another one, which reads its totals; without PARENT, under none.
  npm run admin -- recover ADDRESS [--reset-second-factor]
      Prints a one-time sign-in address for a person who is locked out. With the option their second factor, recovery
      codes and joined accounts are taken away and their sessions end; they are told by e-mail, and the audit keeps it.`;

/** What went wrong, in one sentence for the person at the terminal. */
class Misuse extends Error {}

const t = translator("en");

function acceptedBy<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Misuse(t(`refusals.${outcome.code}` as never, outcome.params));
}

/** Opens an office with one administrator, its templates and the legal holidays of its country for this year and the next; the office's name is its key until the administrator gives it one in the settings. */
async function create(
  store: Store,
  actor: System,
  email: string,
  options: { name?: string; office?: string; zone: string; language: string },
): Promise<string> {
  const any = store.db.select({ key: offices.key }).from(offices).all();
  if (any.length > 0 && !options.office)
    throw new Misuse(
      `There is an office already (${any.map((o) => o.key).join(", ")}). Its administrators invite people at ${env.appUrl}${paths.users()}; with --office KEY you open another one.`,
    );
  const key = options.office ?? "office";
  const language = isLocale(options.language) ? options.language : undefined;
  const called = options.office ?? "Enlace";
  const office = createOfficeInput.safeParse({
    key,
    name: { [language ?? "es"]: called },
    shortName: { [language ?? "es"]: called },
    zone: options.zone,
    language,
  });
  if (!office.success)
    throw new Misuse(
      `This does not make an office: look at --${office.error.issues[0]?.path[0] === "key" ? "office" : String(office.error.issues[0]?.path[0])}.`,
    );
  const person = addUserInput.safeParse({
    name: options.name ?? email.split("@")[0],
    email,
    role: "admin",
    language: office.data.language,
  });
  if (!person.success) throw new Misuse(`“${email}” is not one e-mail address, or the name is not a name.`);
  const country = await countryOf(office.data.zone);
  const year = new Date(actor.now).getUTCFullYear();
  const years = country ? [year, year + 1].map((y) => holidaysOf(country, y, office.data.language)) : [];
  const days = (await Promise.all(years)).flat();
  return acceptedBy(
    store.transaction((tx): Outcome<string> => {
      const opened = createOffice(tx, actor, office.data);
      if (!opened.ok) return opened;
      const added = addUser(tx, actor, { ...person.data, officeId: opened.value.officeId });
      if (!added.ok) return added;
      const templates = createTemplates(tx, actor, opened.value.officeId);
      if (!templates.ok) return templates;
      const closed = addHolidays(tx, actor, { officeId: opened.value.officeId, days });
      if (!closed.ok) return closed;
      const made = recover(tx, actor, { email: person.data.email });
      return made.ok ? accept(made.value.token) : made;
    }),
  );
}

async function run(): Promise<string | undefined> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: "string" },
      office: { type: "string" },
      zone: { type: "string", default: "America/Panama" },
      language: { type: "string", default: "es" },
      "reset-second-factor": { type: "boolean", default: false },
    },
  });
  const [verb, address, ...rest] = positionals;
  if (verb === "parent" && address && rest.length < 2) {
    acceptedBy(setParent(openStore(), { kind: "system", now: Date.now() }, { key: address, parentKey: rest[0] }));
    return undefined;
  }
  if (!verb || !address || rest.length > 0) throw new Misuse(usage);
  const actor: System = { kind: "system", now: Date.now() };
  const store = openStore();
  const email = address.trim().toLowerCase();
  if (verb === "create") return create(store, actor, email, values);
  if (verb === "recover") return acceptedBy(recover(store, actor, { email, dropsFactors: values["reset-second-factor"] })).token;
  throw new Misuse(usage);
}

try {
  const token = await run();
  console.log(
    token === undefined
      ? "Done."
      : `Open this address in a browser within 15 minutes; it works once:\n${env.appUrl}${paths.confirmSignIn(token)}`,
  );
} catch (thrown) {
  const misuse = thrown instanceof Misuse || (thrown as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(misuse ? (thrown as Error).message : thrown);
  process.exitCode = 1;
}
