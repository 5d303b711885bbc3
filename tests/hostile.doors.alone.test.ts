import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as doubles } from "@/app/(staff)/institutions/doubles/route";
import { action } from "@/app/action";
import { GET as version } from "@/app/api/briefings/[id]/version/route";
import { GET as days } from "@/app/api/days/route";
import { GET as find } from "@/app/api/find/route";
import { POST as guest } from "@/app/r/[token]/route";
import { LABEL, untouched } from "@/components/ui/form-state";
import { addPerson } from "@/core/institutions/people/commands";
import { addPersonInput } from "@/core/institutions/people/input";
import type { Staff } from "@/core/kernel/actor";
import { people } from "@/db/schema";
import { aBriefing, anInstitution, anOffice, aStaff } from "./factories";
import { answerFields, at, context, everything, nameFields, opened, page, post, url } from "./guest-page";
import { hostile, unclean } from "./hostile";

let reader: Staff | undefined;
vi.mock("@/app/session", () => ({ currentStaff: async () => reader }));
vi.mock("@/app/kept", () => ({ dropPost: async () => {}, keepPost: async () => {} }));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw Object.assign(new Error("redirect"), { path });
  },
}));

opened();
const said = vi.spyOn(console, "error").mockImplementation(() => {});
beforeEach(() => {
  reader = aStaff(at.store, at.officeId);
  said.mockClear();
});

/** Every text in the database that holds what no stored text may hold. */
const stored = (): string[] =>
  (JSON.parse(everything()) as [string, Record<string, unknown>[]][]).flatMap(([name, rows]) =>
    name.startsWith("search_") ? [] : rows.flatMap((row) => Object.values(row).flatMap(unclean)),
  );

/** Runs a test with each text, and says with which one it went wrong. */
const each = (test: (what: string, text: string) => Promise<void>) => async (): Promise<void> => {
  for (const [what, text] of Object.entries(hostile))
    await test(what, text).catch((thrown: Error) => {
      throw Object.assign(thrown, { message: `${what}: ${thrown.message}` });
    });
};

const kinds = Object.keys(hostile);
/** Another one of a list for each kind of text: all are met, and no test takes long. */
const turned = (list: string[], what: string): string => list[kinds.indexOf(what) % list.length] ?? "";

/** A half of a letter does not pass a form: the browser itself puts a sign in its place. */
const wellFormed = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

describe("a form of the app", () => {
  const addAction = action(addPersonInput, addPerson, ({ id }) => `/people/${id}`);
  const fields = [
    "displayName",
    "legalName",
    "sortName",
    "honorific.es",
    "language",
    "form",
    "email",
    "phone",
    "role",
    "post",
    "capacity",
    "validFrom",
    "validTo",
  ];
  const send = async (typed: Record<string, string>) => {
    const { institutionId } = anInstitution(at.store, at.officeId, { acronym: "MIDES", liaison: false });
    const data = new FormData();
    for (const [name, text] of Object.entries({
      ...Object.fromEntries(fields.map((name) => [name, ""])),
      institutionId,
      displayName: "Luz Vega",
      role: "minister",
      another: "on",
      ...typed,
    })) {
      data.append(name, text);
      data.append(`${LABEL}${name}`, `The ${name}`);
    }
    return addAction(untouched, data).catch((thrown: { path?: string }) => {
      if (!thrown.path) throw thrown;
      return thrown.path;
    });
  };

  it(
    "keeps what was typed and names the field, or saves it clean",
    each(async (what, text) => {
      for (const name of ["displayName", turned(fields, what)]) {
        const answer = await send({ [name]: text });
        if (typeof answer === "string") continue;
        expect(answer.ok, name).toBe(false);
        expect(answer.values[name], name).toEqual([wellFormed(text)]);
        expect(answer.errors, name).not.toEqual([]);
        for (const error of answer.errors)
          expect(error, name).toMatchObject({
            field: expect.any(String),
            text: expect.stringMatching(/\.$/),
            named: expect.stringMatching(/^The /),
          });
      }
      expect(said).not.toHaveBeenCalled();
      expect(stored()).toEqual([]);
    }),
    120_000,
  );

  it("stores a name typed in parts as one in whole letters", async () => {
    await send({ displayName: "Nun\u0303ez N\u0303ato\u0000" });
    expect(
      at.store.db
        .select()
        .from(people)
        .all()
        .map((one) => one.displayName),
    ).toContain("Nuñez Ñato");
  });

  it("says of a field nobody sends, and of a file in the place of a text, that the form could not be read", async () => {
    const answer = await send({ isAdmin: "1" });
    expect(answer).toMatchObject({ ok: false, errors: [{ text: expect.stringContaining("could not be read") }] });
    const data = new FormData();
    data.append("displayName", new File(["x"], "x.txt"));
    data.append("displayName", "twice");
    expect(await addAction(untouched, data)).toMatchObject({ ok: false });
    expect(said).not.toHaveBeenCalled();
  });
});

describe("the liaison's page", () => {
  const words = [
    "byName",
    "byPost",
    "tellBy",
    "reason",
    "substituteName",
    "substitutePost",
    "by",
    "value",
    "basedOn",
    "language",
    "notice",
    "key",
  ];

  it(
    "takes an answer clean, or gives it back with a sentence",
    each(async (what, text) => {
      for (const [says, names] of [
        ["declined", ["byName", "reason", turned(words, what)]],
        ["tentative", ["tellBy"]],
      ] as const)
        for (const name of names) {
          (globalThis as { enlaceGuestLimits?: unknown }).enlaceGuestLimits = undefined;
          const answer = await post(await answerFields(says, { by: "other", byName: "Ana Ruiz", tellBy: "2021-12-02", [name]: text }));
          expect([303, 422], `${says} ${name}: ${answer.status}`).toContain(answer.status);
          if (answer.status === 422 && ["byName", "byPost", "reason"].includes(name)) {
            const html = await answer.text();
            expect(html, name).toMatch(/<title>[^<]*corregir/);
            expect(html, name).not.toContain("<script>alert");
          }
        }
      expect(said).not.toHaveBeenCalled();
      expect(stored()).toEqual([]);
      expect(await page()).not.toContain("<script>alert");
    }),
    120_000,
  );

  const rows = ["email.new1", "need.new1", "role.new1", "mode.new1", "access.new1", "head", "hold", "holds", "stamp", "rows", "in"];

  it(
    "takes names clean, or gives them back with a sentence",
    each(async (what, text) => {
      await post(await answerFields("accepted", { by: "other", byName: "Ana Ruiz" }));
      for (const name of ["name.new1", "post.new1", turned(rows, what)]) {
        (globalThis as { enlaceGuestLimits?: unknown }).enlaceGuestLimits = undefined;
        const answer = await post(await nameFields(["new1"], { "name.new1": "Luz Vega", "post.new1": "Asesora", [name]: text }));
        expect([303, 422], `${name}: ${answer.status}`).toContain(answer.status);
        if (answer.status !== 422 || !/^(post|email|need)/.test(name)) continue;
        expect(await answer.text(), name).toContain('value="Luz Vega"');
      }
      expect(said).not.toHaveBeenCalled();
      expect(stored()).toEqual([]);
    }),
    120_000,
  );

  it("keeps a field that came twice once, and refuses one nobody sends", async () => {
    const fields = await answerFields("accepted", { by: "other", byName: "Ana Ruiz" });
    expect((await post({ ...fields, isAdmin: "1" })).status).toBe(422);
    expect((await post({ ...fields, byName: ["Ana Ruiz", "Other"] } as never)).status).toBe(303);
  });

  it("refuses what is too long, no form, or nobody's link, with a page", async () => {
    const ask = (body: BodyInit, headers: Record<string, string>, token = at.token) =>
      guest(new Request(url(token), { method: "POST", body, headers }), context(token));
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await ask(`act=answer&reason=${"x".repeat(70_000)}`, form)).status).toBe(413);
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencodedx"])
      expect((await ask("{}", { "content-type": type })).status, type).toBe(415);
    expect((await ask("%ff%fe=%zz&act=%00", form)).status).toBe(422);
    for (const token of ["-", "a".repeat(500), "../../etc", "\u0000", "%00", "ins_1"])
      expect((await ask("act=answer", form, token)).status, token).toBe(404);
    expect(said).not.toHaveBeenCalled();
  });
});

describe("what a page asks the server for", () => {
  const query = (values: Record<string, string>): Request => new Request(`http://localhost:3000/x?${new URLSearchParams(values)}`);

  it(
    "answers to each text as to any",
    each(async (_, text) => {
      const briefingId = aBriefing(at.store, at.officeId);
      const id = { params: Promise.resolve({ id: text }) };
      const answers = [
        await find(query({ q: text, at: text, recent: text })),
        await find(query({ q: "", at: text, recent: `${text},${text}` })),
        await days(query({ day: text, before: text, briefing: text })),
        await days(query({ day: "2021-12-14", before: text, briefing: briefingId })),
        await doubles(query({ kind: "person", name: text, email: text })),
        await doubles(query({ kind: text, name: text, acronym: text })),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      for (const answer of answers) await answer.json();
      expect((await version(query({ since: text }), id)).status).toBe(404);
      expect((await version(query({ since: text }), { params: Promise.resolve({ id: briefingId }) })).status).toBe(200);
      expect(said).not.toHaveBeenCalled();
    }),
    120_000,
  );

  it("tells nobody without a session, and nothing of another office", async () => {
    const other = aStaff(at.store, anOffice(at.store, "cr"));
    reader = other;
    const found = await (await find(query({ q: "minsa", at: `/briefings/${at.briefingId}`, recent: at.institutionId }))).text();
    expect(found).not.toContain(at.institutionId);
    expect(found).not.toContain(at.briefingId);
    expect((await version(query({}), { params: Promise.resolve({ id: at.briefingId }) })).status).toBe(404);
    reader = undefined;
    for (const ask of [find, days, doubles]) expect((await ask(query({ q: "minsa" }))).status).toBe(401);
  });
});
