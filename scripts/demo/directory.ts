import { addInstitution, editInstitution } from "@/core/institutions/commands";
import { addInstitutionInput, editInstitutionInput } from "@/core/institutions/input";
import { renameInstitution } from "@/core/institutions/names/commands";
import { renameInstitutionInput } from "@/core/institutions/names/input";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import { endTenure } from "@/core/institutions/posts/commands";
import { endTenureInput } from "@/core/institutions/posts/input";
import { findInstitution, findTenure, type Institution } from "@/core/institutions/queries";
import type { Staff } from "@/core/kernel/actor";
import { type ReferenceInstitution, referenceInstitutions, referenceSuccessions } from "@/db/reference/institutions";
import { openStore, type Store } from "@/db/store";
import { type Character, people, successor } from "./people";
import { as, must, type Player, typed } from "./stage";

type Person = { personId: string; tenureId: string; name: string };

/** Everybody and everything of an office's directory, found again by the keys of the play. */
export class Directory {
  private readonly institutions = new Map<string, string>();
  private readonly persons = new Map<string, Person>();
  constructor(private readonly keeper: Player) {}

  readonly institution = (key: string): string => found(this.institutions, key);
  readonly person = (key: string): Person => found(this.persons, key);

  /** Enters an institution under its first name. */
  add(moment: string | number, { key, parent, article, aliases, ...said }: Omit<ReferenceInstitution, "seedOrder">): void {
    const form = {
      ...said,
      article: article as never,
      aliases: aliases.join("\n"),
      parentId: parent ? this.institution(parent) : undefined,
      namedPublicly: true,
      language: "es" as const,
    };
    const { id } = must(addInstitution(openStore(), as(this.keeper, moment), typed(addInstitutionInput, form)));
    this.institutions.set(key, id);
  }

  /** Enters a person with their post. */
  enter(moment: string | number, { key, at, name, ...said }: Character): void {
    const form = { institutionId: this.institution(at), displayName: name, ...said };
    const { personId, id } = must(addPerson(openStore(), as(this.keeper, moment), typed(addPersonInput, form)));
    this.persons.set(key, { personId, tenureId: id, name });
  }
}

function found<T>(map: Map<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The play does not know ${key}.`);
  return value;
}

/** The ten institutions and the people who speak for them, as an officer enters them in August 2021. */
export function fillDirectory(player: Player): Directory {
  const directory = new Directory(player);
  for (const { seedOrder: _, ...institution } of referenceInstitutions) directory.add("2021-08-03 09:20", institution);
  for (const person of people) directory.enter("2021-08-04 10:05", { validFrom: "2021-07-01", ...person });
  return directory;
}

function known(store: Store, actor: Staff, id: string): Institution {
  const institution = findInstitution(store, actor, id);
  if (!institution) throw new Error(`The play does not know ${id}.`);
  return institution;
}

/** What has changed since: INAMU became the Ministry of Women in 2023, and MITRADEL's liaison handed over in 2024. */
export function changeSince(player: Player, directory: Directory): void {
  const store = openStore();
  for (const { institution, on, act, type, acronym, name, article } of referenceSuccessions) {
    const actor = as(player, `${on} 14:30`);
    const called = { acronym, name, article: article as never };
    const before = known(store, actor, directory.institution(institution));
    const { id } = before;
    must(renameInstitution(store, actor, typed(renameInstitutionInput, { id, version: before.version, ...called, act, validFrom: on })));
    // Raised, it is of another type too.
    const { topics, precedence, language, namedPublicly, aliases, version } = known(store, actor, id);
    const facts = { topics, precedence, language: language ?? undefined, namedPublicly, aliases: aliases.join("\n") };
    must(editInstitution(store, actor, typed(editInstitutionInput, { id, version, ...called, ...facts, type })));
  }
  const actor = as(player, "2024-07-01 09:00");
  const leaving = directory.person("pinilla").tenureId;
  const { version } = findTenure(store, actor, leaving) ?? { version: 0 };
  must(endTenure(store, actor, typed(endTenureInput, { id: leaving, version, validTo: "2024-06-28" })));
  directory.enter("2024-07-01 09:10", successor);
}
