import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, it } from "vitest";
import { Past } from "@/app/(staff)/institutions/[id]/past";
import type { Context } from "@/app/context";
import { findInstitution, namesOf } from "@/core/institutions/queries";
import { recordSuccession } from "@/core/institutions/ties/commands";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { findOffice } from "@/core/offices/queries";
import { translator } from "@/lib/i18n";
import { type Locale, locales } from "@/lib/locales";
import { type Agreed, aFollowUp, agreed } from "./agreed";
import { invited, value } from "./invited";

let world: Agreed;
let [old, heir] = ["", ""];

beforeEach(() => {
  world = agreed();
  const { store, officeId, officer } = world;
  const place = invited({ store, officeId, acronym: "INAMU2" });
  old = place.institutionId;
  heir = world.inamu;
  const said = { invitationId: place.invitationId, value: "accepted", channel: "phone", by: "other", byName: "Ana Ruiz" } as const;
  value(recordAnswer(store, officer, said));
  aFollowUp(world, { lead: { kind: "institution", id: old }, state: "verified" });
  aFollowUp(world, { lead: { kind: "institution", id: heir } });
  value(recordSuccession(store, officer, { at: old, fromId: old, toId: heir, kind: "merged", on: "2021-11-01", act: undefined }));
});

function page(query: Record<string, string> = {}, locale: Locale = "en"): string {
  const { store, officer, officeId } = world;
  const actor = { ...officer, language: locale };
  const context: Context = { store, actor, office: findOffice(store, officeId), t: translator(locale), locale };
  const institution = findInstitution(store, actor, heir);
  if (!institution) throw new Error("no institution");
  return renderToStaticMarkup(<Past context={context} institution={institution} names={namesOf(store, officeId, heir)} query={query} />);
}

/** The filters of a page as their address and number. */
const filters = (html: string): [string, number][] =>
  [...html.matchAll(/<a href="([^"]+)"[^>]*>[^<]*<b>(\d+)<\/b>/g)].map(([, href = "", n]) => [href.replaceAll("&amp;", "&"), Number(n)]);
const rows = (html: string): number => [...html.matchAll(/data-event=/g)].length;

it("the time line shows behind every number exactly its rows, in every language", () => {
  for (const locale of locales)
    for (const as of ["now", "then"]) {
      const links = filters(page({ as }, locale));
      expect(links.length).toBeGreaterThan(3);
      for (const [href, n] of links) expect(rows(page(Object.fromEntries(new URL(href, "http://x").searchParams), locale)), href).toBe(n);
    }
});

it("the time line offers to be read as then where there is something it came from, and names it", () => {
  expect(page()).toContain("With the history of what it came from: INAMU2.");
  expect(page({ as: "then" })).toContain("This record alone");
  expect(page({ as: "then" })).not.toContain("Ana Ruiz");
  expect(page()).toContain("Ana Ruiz");
});

it("the figures of the summary open what they count", () => {
  const [, kept] = /href="([^"]+)">1<\/a> of/.exec(page()) ?? [];
  expect(rows(page(Object.fromEntries(new URL((kept ?? "").replaceAll("&amp;", "&"), "http://x").searchParams)))).toBe(1);
});
