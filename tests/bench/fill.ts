import { migrateFile } from "@/db/migrate";
import { connect } from "@/db/store";
import { dayOf } from "@/lib/dates";
import { fillBriefing, INVITED } from "./briefings";
import { dice, nthId } from "./insert";
import { fillInstitutions, fillOffice, SESSION } from "./office";
import { tables } from "./tables";
import { ZONE } from "./words";

export type Filled = {
  /** A session of a manager of the office, to be put into a cookie. */
  sessionId: string;
  /** Briefings that are being answered now, and the links of the institutions they invite. */
  openBriefings: string[];
  tokens: string[];
  institutionIds: string[];
};

/** Makes an office with so many briefings behind it: the same rows on every run of a day, everything relative to today. */
export function fill(file: string, count: number, now: number): Filled {
  migrateFile(file, "db/migrations");
  const raw = connect(file);
  for (const quick of ["journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -600000"]) raw.pragma(quick);
  const add = tables(raw);
  let rows = 0;
  const filled: Filled = { sessionId: SESSION, openBriefings: [], tokens: [], institutionIds: [] };
  raw.transaction(() => {
    add.setting({ key: "demo", value: "0" });
    fillOffice(add, now);
    const acronyms = fillInstitutions(add, Math.max(INVITED * 2, Math.min(1000, count * 2)), now);
    filled.institutionIds = acronyms.map((_, n) => nthId("ins", n));
    const ground = { add, count, today: dayOf(now, ZONE), acronyms, roll: dice(count), id: (prefix: string) => nthId(prefix, ++rows) };
    for (let b = 0; b < count; b++) {
      const { briefingId, tokens } = fillBriefing(b, ground);
      if (tokens.length > 0) filled.openBriefings.push(briefingId);
      filled.tokens.push(...tokens);
    }
  })();
  raw.pragma("journal_mode = WAL");
  raw.close();
  return filled;
}
