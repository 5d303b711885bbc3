import type { BrowserContext, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import type { Staff } from "@/core/kernel/actor";
import { invitationLinks, invitations, users } from "@/db/schema";
import type { Role } from "@/db/schema/offices";
import { newId } from "@/lib/ids";
import { derivedToken, keyFor } from "@/lib/secret";
import { hashToken } from "@/lib/tokens";
import { aBriefing, anInstitution, anOffice, aStaff } from "../factories";
import { expect, faults, store } from "./house";
import { inDays } from "./rooms";

let made = 0;

/** An office of one test's own, so that the demo's stays as it is; its people by role. */
export function house(project: string) {
  const key = `t${project[0]}${made++}${newId("x").slice(-8)}`;
  const officeId = anOffice(store(), key);
  const staff = (role: Role, name: string): Staff => {
    const one = aStaff(store(), officeId, role, Date.now());
    store().db.update(users).set({ name }).where(eq(users.id, one.userId)).run();
    return { ...one, name };
  };
  return {
    key,
    officeId,
    officer: staff("officer", "Olga Ortiz"),
    manager: staff("manager", "Mario Mora"),
    admin: staff("admin", "Ada Arias"),
  };
}

/** Comes in as one of them. */
export async function as(context: BrowserContext, baseURL: string | undefined, { sessionId }: Staff): Promise<void> {
  const value = await encode({ token: { sid: sessionId }, secret: keyFor("session").toString("base64url"), maxAge: 86_400 });
  const domain = new URL(baseURL ?? "").hostname;
  await context.addCookies([{ name: "__Host-enlace", value, domain, path: "/", secure: true, httpOnly: true, sameSite: "Lax" }]);
}

/** No fault of accessibility that a machine can find. */
export async function sound(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([]);
}

/** A meeting in two months with two institutions on its list, ALFA and BETA. */
export function meeting({ officeId, officer }: { officeId: string; officer: Staff }): string {
  const day = inDays(60);
  const briefingId = aBriefing(store(), officeId, {
    ownerId: officer.userId,
    startsLocal: `${day}T09:00`,
    endsLocal: `${day}T11:00`,
    replyBy: inDays(40),
  });
  for (const [precedence, acronym] of ["ALFA", "BETA"].entries()) {
    const { institutionId, tenureId } = anInstitution(store(), officeId, { acronym, precedence });
    const [id, linkId, now] = [newId("inv"), newId("lnk"), Date.now()];
    const asked = { officeId, briefingId, institutionId, reference: id, quota: 2, addresseeTenureId: tenureId, language: "es" as const };
    const still = { named: 0, toDesignate: 0, conflict: false, changedAt: now, createdAt: now, precedence };
    store()
      .db.insert(invitations)
      .values({ ...asked, ...still, id, state: "draft", documentKind: "email" })
      .run();
    store()
      .db.insert(invitationLinks)
      .values({
        id: linkId,
        officeId,
        invitationId: id,
        tokenHash: hashToken(derivedToken("invitation", linkId)),
        createdAt: now,
        expiresAt: now + 90 * 86_400_000,
      })
      .run();
  }
  return briefingId;
}
