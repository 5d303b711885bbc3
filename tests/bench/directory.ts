import { migrateFile } from "@/db/migrate";
import { connect } from "@/db/store";
import { paths } from "@/lib/paths";
import { fold } from "@/lib/text";
import { nthId } from "./insert";
import type { Act } from "./measure";
import { fillOffice, OFFICE, SESSION } from "./office";
import { tables } from "./tables";
import { both, DAY, kinds, matters, pick } from "./words";

/** Of so many entries every fifth is an institution, the others people with a post at one. */
const PEOPLE = 4;

const first = ["María", "José", "Ana", "Luis", "Carlos", "Marta", "Elena", "Juan", "Rosa", "Itzel", "Yaribel", "Óscar", "Inés", "Raúl"];
const last = ["Ruiz", "Pérez", "Gómez", "Ábrego", "Núñez", "Chávez", "Castillo", "Vega", "Quirós", "Mendoza", "Sáenz", "De León", "Li"];
const places = ["Panamá", "Colón", "Chiriquí", "Darién", "Coclé", "Herrera", "Los Santos", "Veraguas", "Bocas del Toro", "Ngäbe-Buglé"];

/** An office whose directory has so many entries; the same on every run. */
export function fillDirectory(file: string, entries: number, now: number): string {
  migrateFile(file, "db/migrations");
  const raw = connect(file);
  for (const quick of ["journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -600000"]) raw.pragma(quick);
  const add = tables(raw);
  const createdAt = now - 4000 * DAY;
  raw.transaction(() => {
    add.setting({ key: "demo", value: "0" });
    fillOffice(add, now);
    for (let n = 0; n < entries / (PEOPLE + 1); n++) {
      const institutionId = nthId("ins", n);
      const acronym = `M${n.toString(36).toUpperCase()}`;
      const name = `${pick(kinds, n)} de ${pick(matters, n >> 3)} de ${pick(places, n >> 7)} ${n}`;
      const of = { officeId: OFFICE, acronym, name: both(name), createdAt };
      add.institution({
        ...of,
        id: institutionId,
        type: "ministry",
        precedence: n,
        namedPublicly: true,
        topics: [],
        language: "es",
        searchText: fold(`${acronym} ${name}`),
      });
      add.name({ ...of, id: nthId("inn", n), institutionId, article: { es: "el" } });
      for (let k = n * PEOPLE; k < (n + 1) * PEOPLE; k++) {
        const displayName = `${pick(first, k * 7)} ${pick(last, k * 3 + (k >> 4))} ${pick(last, k * 5 + (k >> 7))}`;
        const [email, phone] = [`persona${k}@example.test`, `+507 6${String(k).padStart(7, "0")}`];
        add.person({
          id: nthId("per", k),
          officeId: OFFICE,
          displayName,
          language: "es",
          email,
          phone,
          sharedMailbox: false,
          searchText: fold(`${displayName} ${email} ${phone.replace(" ", "")}`),
          createdAt,
        });
        add.tenure({
          id: nthId("ten", k),
          officeId: OFFICE,
          personId: nthId("per", k),
          institutionId,
          role: "technical_officer",
          capacity: "holder",
          liaison: k % PEOPLE === 0,
          createdAt,
        });
      }
    }
  })();
  raw.pragma("journal_mode = WAL");
  raw.close();
  return SESSION;
}

/** What people type, on the way to the palette and on the page: common and rare, short and long, with accents, in two words, by digits. */
export function searchActs(): Act[] {
  const typed: [string, (n: number) => string][] = [
    ["one letter", () => "m"],
    ["two letters", () => "li"],
    ["three letters", () => "sal"],
    ["common, institutions", () => "ministerio"],
    ["common, people", () => "maria"],
    ["accents", () => "NUÑEZ Núñez"],
    ["two words", () => "maria quiros"],
    ["middle of a word", () => "gracio"],
    ["rare, an address", (n) => `persona${n}@example.test`],
    ["a telephone", (n) => `6${String(n).padStart(7, "0")}`],
    ["an acronym", (n) => `M${(n % 500).toString(36)}`],
    ["nothing", () => "xylophon"],
  ];
  const palette = typed.map(
    ([name, q]): Act => ({ name: `palette: ${name}`, signedIn: true, request: (n) => ({ path: paths.find({ q: q(n) }) }) }),
  );
  const page = (name: string, query: Parameters<typeof paths.search>[0]): Act => ({
    name,
    signedIn: true,
    request: () => ({ path: paths.search(query) }),
  });
  return [
    { name: "palette: empty", signedIn: true, request: () => ({ path: paths.find() }) },
    ...palette,
    page("search page: maria", { q: "maria" }),
    page("search page: of a kind", { q: "maria", kind: "person", page: 8 }),
  ];
}
