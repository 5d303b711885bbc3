import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createBriefing } from "@/core/briefings/commands";
import { copyPlan } from "@/core/briefings/copying/commands";
import { editBriefing } from "@/core/briefings/editing/commands";
import { asTyped } from "@/core/briefings/editing/rules";
import { createBriefingInput, editBriefingInput } from "@/core/briefings/input";
import { findBriefing } from "@/core/briefings/queries";
import { invitationMail, previewOf } from "@/core/invitations/mail";
import { sendInvitations } from "@/core/invitations/sending/commands";
import { openFeed } from "@/core/reports/feeds/commands";
import { feedOf, ownFeed } from "@/core/reports/feeds/queries";
import { audits, briefings, histories, invitations, messages } from "@/db/schema";
import { NOW } from "../factories";
import { invited, value } from "../invited";

type World = ReturnType<typeof invited>;
let at: World;
const SECRET = "Trata de personas";

beforeEach(() => {
  at = invited({ briefing: { state: "scheduled", title: { es: SECRET }, purpose: { es: `Prevenir la ${SECRET}` }, confidential: true } });
});

const briefing = () => {
  const found = findBriefing(at.store, at.officer, at.briefingId);
  if (!found) throw new Error("no briefing");
  return found;
};

describe("a confidential briefing", () => {
  it("is told of by mail and calendar without what it is about, and the calendar without its place", () => {
    const [id = ""] = at.store.db
      .select()
      .from(invitations)
      .all()
      .map((i) => i.id);
    at.store.db.update(invitations).set({ state: "draft" }).run();
    value(sendInvitations(at.store, at.officer, { briefingId: at.briefingId, invitations: [id], count: 1 }));
    const message = at.store.db.select().from(messages).where(eq(messages.kind, "invitation")).get();
    const content = message && invitationMail.invitation?.(at.store, message, NOW);
    if (!content || content === "obsolete") throw new Error("no letter");
    expect(JSON.stringify(content)).not.toContain(SECRET);
    expect(content.subject).toContain("Reunión con la OIM pa");
    expect(JSON.stringify(content.blocks)).toContain("El tema solo figura en su página");
    const calendar = content.calendar?.text ?? "";
    expect(calendar).toContain("SUMMARY:Reunión con la OIM pa");
    expect(calendar).toContain("CLASS:CONFIDENTIAL");
    expect(calendar).not.toContain("LOCATION");
    expect(JSON.stringify(previewOf(at.store, at.officer, id, "reminder"))).not.toContain(SECRET);
  });

  it("is neutral in the private calendar of a colleague", () => {
    value(openFeed(at.store, at.officer, { contents: "all" }));
    const feed = feedOf(at.store, ownFeed(at.store, at.officer)?.token ?? "", NOW);
    expect(JSON.stringify(feed)).toContain("Meeting with IOM pa");
    expect(JSON.stringify(feed)).not.toContain(SECRET);
    expect(feed?.entries.every((entry) => entry.location === undefined && entry.confidential)).toBe(true);
  });

  it("is searched for and shown by its own title in its office", () => {
    expect(briefing()).toMatchObject({ title: { es: SECRET }, confidential: true });
  });

  it("is made so from the start, by an edit that is recorded, and copied so", () => {
    const typed = createBriefingInput.parse({ language: "es", title: { es: SECRET }, day: "2022-02-01", confidential: true });
    const { id } = value(createBriefing(at.store, at.officer, typed));
    expect(findBriefing(at.store, at.officer, id)?.confidential).toBe(true);
    const copy = value(copyPlan(at.store, at.officer, { briefingId: id, day: "2022-03-01" } as Parameters<typeof copyPlan>[2]));
    expect(findBriefing(at.store, at.officer, copy.id)?.confidential).toBe(true);

    at.store.db.update(briefings).set({ state: "draft" }).where(eq(briefings.id, at.briefingId)).run();
    const { ends, starts, day, type, zone, mode, donorVisibility, version } = asTyped(briefing());
    const edit = {
      briefingId: at.briefingId,
      language: "es",
      title: { es: SECRET },
      day,
      starts,
      ends,
      type,
      zone,
      mode,
      donorVisibility,
      version,
    };
    value(editBriefing(at.store, at.officer, editBriefingInput.parse(edit)));
    expect(briefing().confidential).toBe(false);
    const act = at.store.db.select().from(audits).where(eq(audits.action, "briefings.edited")).all().at(-1);
    const was = at.store.db
      .select()
      .from(histories)
      .where(eq(histories.auditId, act?.id ?? ""))
      .all();
    expect(was.find((row) => row.field === "confidential")).toMatchObject({ before: true, after: false });
  });
});
