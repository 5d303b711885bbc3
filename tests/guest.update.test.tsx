import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { addFollowUp } from "@/core/followups/commands";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { followUps, followUpUpdates } from "@/db/schema";
import type { FollowUpState } from "@/db/schema/followups";
import { anInstitution } from "./factories";
import { at, opened, page, post } from "./guest-page";
import { value } from "./invited";

opened();
beforeEach(() => {
  value(
    recordAnswer(at.store, at.officer, {
      invitationId: at.invitationId,
      value: "accepted",
      channel: "phone",
      by: "other",
      byName: "Ana Ruiz",
    }),
  );
});

const read = () => page("?lang=en");
const report = (fields: Record<string, string>) => post({ act: "update", key: "k1", language: "en", ...fields });

/** What this institution, or another one, promised. */
function promised(institutionId = at.institutionId, state: FollowUpState = "open", parties: string[] = []): string {
  const { id } = value(
    addFollowUp(at.store, at.officer, {
      what: "Compartir el protocolo",
      lead: { kind: "institution", id: institutionId },
      parties,
      dueOn: "2021-12-20",
      briefingId: undefined,
      agendaItemId: undefined,
      projectCode: undefined,
      origin: undefined,
      proposed: state === "proposed",
    }),
  );
  if (state !== "proposed") at.store.db.update(followUps).set({ state }).where(eq(followUps.id, id)).run();
  return id;
}
const standing = (id: string) => at.store.db.select().from(followUps).where(eq(followUps.id, id)).get();
const lines = (id: string) => at.store.db.select().from(followUpUpdates).where(eq(followUpUpdates.followUpId, id)).all();

describe("news of a commitment, from the page of an invitation", () => {
  it("moves it, in the institution's name and by its link, and says so at its place", async () => {
    const id = promised();
    expect(await read()).toContain(`name="followUpId" value="${id}"`);
    const answer = await report({ followUpId: id, progress: "done", note: "Enviado por valija", byName: "Ana Ruiz" });
    expect(answer.status).toBe(303);
    const to = answer.headers.get("location") ?? "";
    expect(to).toBe(`/r/${at.token}?told=${id}&lang=en#${id}`);
    expect(standing(id)).toMatchObject({ state: "done" });
    expect(lines(id).at(-1)).toMatchObject({
      toState: "done",
      note: "Enviado por valija",
      byName: "Ana Ruiz",
      channel: "link",
      institutionId: at.institutionId,
    });
    expect(await page(`?told=${id}&lang=en`)).toContain("The office has received this.");
  });

  it("counts once, however often the form is sent", async () => {
    const id = promised();
    for (let n = 0; n < 3; n++) await report({ followUpId: id, progress: "", note: "En firma", byName: "Ana Ruiz" });
    expect(lines(id).filter((line) => line.note === "En firma")).toHaveLength(1);
    expect(standing(id)).toMatchObject({ state: "open" });
  });

  it("that lacks its reason or its name comes back with what was typed, and a link to each place", async () => {
    const id = promised();
    const held = await report({ followUpId: id, progress: "blocked", note: "", byName: "Ana Ruiz" });
    expect(held.status).toBe(422);
    const html = await held.text();
    expect(html).toContain(`href="#note-${id}"`);
    expect(html).toMatch(/<details class="thin" open="">/);
    expect(html).toMatch(/value="blocked"[^>]*checked=""|checked=""[^>]*value="blocked"/);
    const unnamed = await (await report({ followUpId: id, progress: "done", note: "Listo", byName: "" })).text();
    expect(unnamed).toContain(`href="#byName-${id}"`);
    expect(unnamed).toContain(">Listo</textarea>");
    expect(lines(id)).toHaveLength(1);
  });

  it("stands beside a commitment that others lead, as the part of the institution", async () => {
    const { institutionId } = anInstitution(at.store, at.officeId, { acronym: "MIDES" });
    const id = promised(institutionId, "open", [at.institutionId]);
    expect(await read()).not.toContain("Your part:");
    expect((await report({ followUpId: id, progress: "done", note: "", byName: "Ana Ruiz" })).status).toBe(303);
    expect(standing(id)).toMatchObject({ state: "open" });
    expect(await read()).toContain("Your part: Done");
  });

  it("lets whoever would lead a proposal confirm it, and offers nothing where all is done", async () => {
    const id = promised(at.institutionId, "proposed");
    const html = await read();
    expect(html).toContain(`id="open-${id}"`);
    expect(html).not.toContain(`id="done-${id}"`);
    expect((await report({ followUpId: id, progress: "open", note: "", byName: "Ana Ruiz" })).status).toBe(303);
    expect(standing(id)).toMatchObject({ state: "open" });
    at.store.db.update(followUps).set({ state: "done" }).where(eq(followUps.id, id)).run();
    expect(await read()).not.toContain(`name="followUpId" value="${id}"`);
  });

  it("is refused for what is not theirs, for fields we do not send, and for what does not exist", async () => {
    const { institutionId } = anInstitution(at.store, at.officeId, { acronym: "MIDES" });
    const other = promised(institutionId);
    const refused: Record<string, string>[] = [
      { followUpId: other, progress: "done", byName: "Ana Ruiz" },
      { followUpId: "fup_00000000000000000000000zz", progress: "done", byName: "Ana Ruiz" },
      { followUpId: promised(), progress: "verified", byName: "Ana Ruiz" },
      { followUpId: promised(), progress: "done", byName: "Ana Ruiz", institutionId },
      { followUpId: '"><script>', progress: "done", byName: "Ana Ruiz" },
    ];
    for (const fields of refused) {
      const answer = await report(fields);
      expect(answer.status, JSON.stringify(fields)).toBe(422);
      expect(await answer.text()).not.toContain("<script");
    }
    expect(standing(other)).toMatchObject({ state: "open" });
    expect(lines(other)).toHaveLength(1);
  });
});
