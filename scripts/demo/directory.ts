import { addInstitution } from "@/core/institutions/commands";
import { addInstitutionInput } from "@/core/institutions/input";
import { renameInstitution } from "@/core/institutions/names/commands";
import { renameInstitutionInput } from "@/core/institutions/names/input";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { findInstitution } from "@/core/institutions/queries";
import { referenceInstitutions, referenceSuccessions } from "@/db/reference/institutions";
import { openStore } from "@/db/store";
import { type Character, people } from "./people";
import { as, must, type Player, typed } from "./stage";

/** Where everybody and everything of the directory is found again: by the institution's key and the person's. */
export type Directory = {
  institution: (key: string) => string;
  person: (key: string) => { personId: string; tenureId: string; name: string };
};

const found = <T>(map: Map<string, T>, key: string): T => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The play does not know ${key}.`);
  return value;
};

function enter(player: Player, moment: string, institutionId: string, { name, ...said }: Omit<Character, "key" | "at">) {
  const form = { institutionId, displayName: name, validFrom: "2021-07-01", ...said };
  const { personId, id } = must(addPerson(openStore(), as(player, moment), typed(addPersonInput, form)));
  return { personId, tenureId: id, name };
}

/** The ten institutions and the people who speak for them, as an officer enters them in August 2021. */
export function fillDirectory(player: Player): Directory {
  const institutions = new Map<string, string>();
  for (const { key, acronym, parent, precedence, type, name, article, topics, aliases } of referenceInstitutions) {
    const form = {
      acronym,
      type,
      precedence,
      name,
      article: { es: article.es, fr: article.fr } as never,
      topics,
      aliases: aliases.join("\n"),
      parentId: parent ? found(institutions, parent) : undefined,
      namedPublicly: true,
      language: "es" as const,
    };
    const { id } = must(addInstitution(openStore(), as(player, "2021-08-03 09:20"), typed(addInstitutionInput, form)));
    institutions.set(key, id);
  }
  const persons = new Map<string, { personId: string; tenureId: string; name: string }>();
  for (const { key, at: where, ...said } of people) persons.set(key, enter(player, "2021-08-04 10:05", found(institutions, where), said));
  return { institution: (key) => found(institutions, key), person: (key) => found(persons, key) };
}

/** What became of their names since: INAMU turned into the Ministry of Women in 2023. */
export function renameSince(player: Player, directory: Directory): void {
  for (const { institution, on, acronym, name, article } of referenceSuccessions) {
    const actor = as(player, `${on} 14:30`);
    const record = findInstitution(openStore(), actor, directory.institution(institution));
    if (!record) throw new Error(`The play does not know ${institution}.`);
    const form = {
      id: record.id,
      version: record.version,
      acronym,
      name,
      article: { es: article.es, fr: article.fr } as never,
      validFrom: on,
    };
    must(renameInstitution(openStore(), actor, typed(renameInstitutionInput, form)));
  }
}
