import { eq } from "drizzle-orm";
import type { z } from "zod";
import { offices } from "@/db/schema";
import type { Logo } from "@/db/schema/offices";
import type { Store } from "@/db/store";
import type { Actor, Staff } from "../../kernel/actor";
import { record } from "../../kernel/audit";
import { authorize } from "../../kernel/authorized";
import { accept, type Outcome } from "../../kernel/outcome";
import { officeFor, ofOffice } from "../commands";
import { canKeepOffice } from "../policy";
import type { removeLogoInput } from "./input";

/** Gives the actor's office a logo, whose file lies in its place. What else is edited of the office meanwhile stays valid: its version does not count this. */
export function setLogo(store: Store, actor: Actor, logo: Logo): Outcome<{ officeId: string }> {
  return change(store, actor, logo);
}

/** Takes the logo away; the office's name stands in its place. Its file goes with the next clearing. */
export function removeLogo(store: Store, actor: Staff, _input: z.output<typeof removeLogoInput>): Outcome<{ officeId: string }> {
  return change(store, actor, null);
}

function change(store: Store, actor: Actor, logo: Logo | null): Outcome<{ officeId: string }> {
  return store.transaction((tx) => {
    const office = authorize(officeFor(tx, actor), (o) => canKeepOffice(actor, o));
    if (office.logo?.sha256 === logo?.sha256) return accept({ officeId: office.id });
    tx.db.update(offices).set({ logo }).where(eq(offices.id, office.id)).run();
    record(tx, actor, logo ? "offices.logo_set" : "offices.logo_removed", ofOffice(office));
    return accept({ officeId: office.id });
  });
}
