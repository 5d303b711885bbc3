import { randomUUID } from "node:crypto";
import { noticeVersions } from "@/core/invitations/answers/rules";
import { addDays } from "@/lib/dates";
import { paths } from "@/lib/paths";
import type { Filled } from "./fill";
import type { Act } from "./measure";

/** A form of the liaison's page, posted once. */
const answer = (n: number): string =>
  new URLSearchParams({
    act: "answer",
    key: randomUUID(),
    language: "es",
    notice: noticeVersions[0],
    value: n % 5 ? "accepted" : "tentative",
    by: "other",
    byName: "Persona de Ejemplo",
    byPost: "Directora",
    ...(n % 5 ? {} : { tellBy: addDays(new Date().toISOString().slice(0, 10), 1) }),
  }).toString();

/** The pages people live in and the acts that must be fast, as a browser would ask for them. */
export function acts({ openBriefings, tokens, institutionIds }: Filled): Act[] {
  const at = <T>(from: T[], n: number): T => from[n % from.length] as T;
  const get = (name: string, path: (n: number) => string): Act => ({ name, signedIn: true, request: (n) => ({ path: path(n) }) });
  const half = Math.floor(tokens.length / 2);
  const answering = tokens.slice(half);
  return [
    { name: "guest page", request: (n) => ({ path: paths.guest(at(tokens.slice(0, half), n)) }) },
    {
      name: "answer (POST)",
      method: "POST",
      status: 303,
      request: (n) => ({
        path: paths.guest(at(answering, n)),
        body: answer(n),
        // The limits count a ministry's address; here each answer comes from another one.
        from: `192.0.2.${n % 256}, 198.51.${(n >> 8) % 256}.${n % 256}`,
      }),
    },
    get("home", () => paths.home()),
    get("briefings", () => paths.briefings()),
    get("briefings, searched", () => paths.briefings({ q: "salud" })),
    get("briefing", (n) => paths.briefing(at(openBriefings, n))),
    get("reply board", (n) => paths.invitations(at(openBriefings, n))),
    get("institutions", () => paths.institutions()),
    get("institutions, searched", () => paths.institutions({ q: "mujer" })),
    get("institution", (n) => paths.institution(at(institutionIds, n))),
    get("follow-ups", () => paths.followUps()),
    get("review", () => paths.review()),
    get("search", () => paths.search({ q: "salud" })),
    get("calendar", () => paths.calendar()),
  ];
}
