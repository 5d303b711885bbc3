import "server-only";
import { headers } from "next/headers";
import { redirect, notFound as showNotFound } from "next/navigation";
import { cache } from "react";
import type { Staff } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { findOffice, type Office } from "@/core/offices/queries";
import { openStore, type Store } from "@/db/store";
import { type Translator, translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { currentArrival, currentLocale } from "./session";

/** What a page of the app stands on: who reads it, in which language, and where the data is. */
export type Context = { store: Store; actor: Staff; office: Office; t: Translator; locale: Locale };

/** The context of a staff page; sends anyone else to sign in and back. */
export const staffContext = cache(async (): Promise<Context> => {
  const arrival = await currentArrival();
  const here = (await headers()).get("x-enlace-path") ?? undefined;
  if (!arrival) redirect(paths.signIn(here));
  if (arrival.lacks) redirect(paths.secondFactor(here));
  const actor = arrival.staff;
  const store = openStore();
  return { store, actor, office: findOffice(store, actor.officeId), t: translator(actor.language), locale: actor.language };
});

/** The context of a page that anybody reads. */
export async function visitorContext(): Promise<{ store: Store; t: Translator; locale: Locale }> {
  const locale = await currentLocale();
  return { store: openStore(), t: translator(locale), locale };
}

/** Shows the not-found page for a record that is not there or not the reader's. */
export function present<T>(thing: T | undefined): T {
  if (thing === undefined) showNotFound();
  return thing;
}

/** Shows the not-found page for anything a policy keeps from the reader. */
export function allowed<T>(read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (faultOf(thrown)) showNotFound();
    throw thrown;
  }
}
