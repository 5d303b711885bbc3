import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { addInvitations } from "@/core/invitations/commands";
import { currentLink } from "@/core/invitations/links/queries";
import { invitationMail, previewOf } from "@/core/invitations/mail";
import { askForNames, invitationHooks, remindInvitations, sendInvitations } from "@/core/invitations/sending/commands";
import { subjectLine } from "@/core/invitations/sending/rules";
import { tellChange } from "@/core/invitations/telling/commands";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import type { Staff } from "@/core/kernel/actor";
import { UNDO_WINDOW } from "@/core/kernel/outbox";
import { briefings, invitations, messages, offices, people, tenures } from "@/db/schema";
import type { Store } from "@/db/store";
import type { MailContent } from "@/lib/mail/content";
import { mailText } from "@/lib/mail/text";
import { aBriefing, anInstitution, anOffice, aStaff, emptyStore, NOW } from "../factories";

let store: Store;
let officeId: string;
let officer: Staff;
let briefingId: string;
const LATER = NOW + UNDO_WINDOW;

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
  officer = aStaff(store, officeId);
  briefingId = aBriefing(store, officeId);
  store.db.update(offices).set({ contactPhone: "+507 555-0142" }).run();
});

const invite = (...acronyms: string[]): string[] => {
  const institutions = acronyms.map((acronym) => ({
    id: anInstitution(store, officeId, { acronym, name: `Ministerio ${acronym}` }).institutionId,
    quota: 2,
    addressee: undefined,
  }));
  const added = addInvitations(store, officer, { briefingId, institutions });
  return added.ok ? added.value.added : [];
};
const send = (ids: string[]) => sendInvitations(store, officer, { briefingId, invitations: ids, count: ids.length });
const all = () => store.db.select().from(messages).all();
const leave = () => {
  for (const m of all().filter((x) => x.state === "queued" && x.briefingId === briefingId)) {
    store.db.update(messages).set({ state: "sent" }).where(eq(messages.id, m.id)).run();
    invitationHooks[m.kind]?.sent(store, m, LATER);
  }
};
/** What the last message of a kind says now. */
const says = (kind: string, now = LATER): MailContent | "obsolete" => {
  const message = all()
    .filter((m) => m.kind === kind)
    .at(-1);
  const made = message && invitationMail[kind]?.(store, message, now);
  if (!made) throw new Error(`no message ${kind}`);
  return made;
};
const text = (content: MailContent | "obsolete"): string => (content === "obsolete" ? content : mailText(content, "es"));
const later = (ms = 0): Staff => ({ ...officer, now: LATER + ms });
const set = (id: string, values: Partial<typeof invitations.$inferInsert>) =>
  store.db.update(invitations).set(values).where(eq(invitations.id, id)).run();
const was = {
  startsLocal: "2021-12-13T09:00",
  endsLocal: "2021-12-13T11:00",
  zone: "America/Panama",
  venue: "Sala Ancón",
  address: null,
  mode: "hybrid",
  dateOpen: false,
} as const;

describe("a meeting of several days", () => {
  it.each([
    ["es", "Martes 14 de diciembre de 2021\n9:00 a. m. – jueves 16 de diciembre, 11:00 a. m., Panamá (UTC−5)"],
    ["en", "Tuesday 14 December 2021\n9:00 – Thursday 16 December, 11:00, Panama (UTC−5)"],
    ["fr", "Mardi 14 décembre 2021\n9:00 – jeudi 16 décembre, 11:00, Panama (UTC−5)"],
  ] as const)("names both its ends in a letter in %s", (language, when) => {
    store.db.update(briefings).set({ endsLocal: "2021-12-16T11:00" }).run();
    const [id = ""] = invite("MINSA");
    set(id, { language });
    send([id]);
    const made = says("invitation");
    const facts = made === "obsolete" ? [] : made.blocks.flatMap((block) => (block.kind === "facts" ? block.rows : []));
    expect(facts[0]?.value.replace(/[^\S\n]/g, " ")).toBe(when);
  });
});

describe("the invitation", () => {
  it("says who is invited to what, when with its zone, where, until when, with three answers and whom to ask", () => {
    const [id = ""] = invite("MINSA");
    send([id]);
    const mail = text(says("invitation"));
    const token = currentLink(store, id)?.token;
    for (const part of [
      "Tenemos el agrado de invitar al Ministerio MINSA",
      "Planes para 2022",
      "14 de diciembre de 2021",
      "Panamá (UTC−5)",
      "Sala Ancón, o en línea",
      "Hasta 2",
      "A más tardar el viernes",
      `http://localhost:3000/r/${token}?a=yes`,
      `http://localhost:3000/r/${token}?a=maybe`,
      `http://localhost:3000/r/${token}?a=no`,
      "llamar al +507 555-0142",
      "office@pa.example",
      "Recibe este mensaje porque es la persona enlace del Ministerio MINSA",
    ])
      expect(mail.replace(/\s+/g, " ").replaceAll(" ", " ")).toContain(part.replaceAll(" ", " "));
  });

  it("marks the day to reply by in bold, and leaves it out once it has passed", () => {
    send(invite("MINSA"));
    const bold = (now: number) => {
      const mail = says("invitation", now);
      if (mail === "obsolete") throw new Error(mail);
      return mail.blocks.flatMap((b) => (b.kind === "facts" ? b.rows : [])).find((r) => r.label === "Respuesta");
    };
    expect(bold(LATER)).toMatchObject({ strong: true });
    expect(bold(LATER + 10 * 86_400_000)).toBeUndefined();
  });

  it("speaks the invitation's language", () => {
    const [id = ""] = invite("MINSA");
    set(id, { language: "fr" });
    send([id]);
    expect(text(says("invitation"))).toContain("Nous avons l’honneur d’inviter le Ministerio MINSA (fr)");
    set(id, { language: "en" });
    expect(text(says("invitation"))).toContain("the Ministerio MINSA (en)");
  });

  it("tells staff beforehand exactly what will leave", () => {
    const [id = ""] = invite("MINSA");
    const before = previewOf(store, officer, id);
    send([id]);
    expect(says("invitation")).toEqual(before);
    expect(previewOf(store, later(3_600_000), id)).toEqual(before);
    expect(previewOf(store, aStaff(store, anOffice(store, "cr")), id)).toBeUndefined();
  });

  it("is obsolete once withdrawn or called off", () => {
    const [a = "", b = ""] = invite("MINSA", "MIDES");
    send([a, b]);
    withdrawInvitation(store, officer, { id: b });
    expect(says("invitation")).toBe("obsolete");
    store.db.update(briefings).set({ state: "cancelled" }).run();
    const [first] = all();
    expect(first && invitationMail.invitation?.(store, first, LATER)).toBe("obsolete");
  });
});

describe("what follows", () => {
  let id: string;
  beforeEach(() => {
    [id = ""] = invite("MINSA");
    send([id]);
    leave();
  });

  it("reminds of the invitation and its date, unless an answer has come meanwhile", () => {
    remindInvitations(store, later(86_400_000), { briefingId, invitations: [] });
    expect(text(says("reminder")).replace(/\s+/g, " ")).toContain("Aún no hemos recibido la respuesta del Ministerio MINSA");
    set(id, { answer: "declined" });
    expect(says("reminder")).toBe("obsolete");
  });

  it("asks for the names still owed, unless they were given meanwhile", () => {
    set(id, { answer: "accepted", named: 1, toDesignate: 1 });
    askForNames(store, later(), { briefingId, invitations: [] });
    expect(text(says("names_request")).replace(/\s+/g, " ")).toContain("queda un nombre por indicar");
    set(id, { named: 2, toDesignate: 0 });
    expect(says("names_request")).toBe("obsolete");
  });

  it("tells a new date beside the old one, keeps the answer and asks to confirm it", () => {
    set(id, { answer: "accepted" });
    tellChange(store, later(), briefingId, "postponed", was);
    const mail = text(says("change")).replace(/\s+/g, " ");
    for (const part of ["se aplaza", "14 de diciembre de 2021", "13 de diciembre de 2021", "Conservamos su respuesta", "?a=yes"])
      expect(mail).toContain(part);
  });

  it.each(["changed", "postponed", "cancelled"] as const)("asks to tell the delegation where somebody is named alone (%s)", (kind) => {
    tellChange(store, later(), briefingId, kind, was);
    const asks = () => text(says("change")).replace(/\s+/g, " ").includes("informar a su delegación");
    for (const [answer, named, asked] of [
      [null, 0, false],
      ["declined", 0, false],
      ["accepted", 0, false],
      ["accepted", 1, true],
    ] as const) {
      set(id, { answer, named });
      expect([answer, named, asks()]).toEqual([answer, named, asked]);
    }
  });

  it.each([
    ["es", "También puede responder a este mensaje o llamar al"],
    ["fr", "Vous pouvez aussi répondre à ce message ou appeler le"],
    ["en", "You may also reply to this message or call"],
  ] as const)("says in %s once what else one can do", (language, said) => {
    store.db.update(offices).set({ contactEmail: "office@x.example" }).run();
    set(id, { language });
    const preview = previewOf(store, officer, id);
    const words = preview ? mailText(preview, language).replace(/\s+/g, " ") : "";
    expect(words.split(said.split(" ").slice(0, 2).join(" ")).length).toBe(2);
    expect(words).toContain(said);
  });

  it("promises a date that is open, without asking for an answer", () => {
    store.db.update(briefings).set({ dateOpen: true }).run();
    tellChange(store, later(), briefingId, "postponed", was);
    expect(text(says("change"))).toContain("Se anunciará oportunamente");
    expect(text(says("change"))).not.toContain("?a=yes");
  });

  it("calls off in one sentence, with no answer to give, also once the briefing is cancelled", () => {
    tellChange(store, later(), briefingId, "cancelled", was);
    store.db.update(briefings).set({ state: "cancelled" }).run();
    expect(text(says("change"))).toContain("se cancela la siguiente reunión");
    expect(text(says("change"))).not.toContain("/r/");
  });

  it("is obsolete for an addressee who is no longer the one", () => {
    remindInvitations(store, later(86_400_000), { briefingId, invitations: [] });
    set(id, { addresseeTenureId: null });
    expect(says("reminder")).toBe("obsolete");
  });

  it("is obsolete for an addressee whose post has ended meanwhile", () => {
    remindInvitations(store, later(86_400_000), { briefingId, invitations: [] });
    store.db.update(tenures).set({ validTo: "2021-11-30" }).run();
    expect(says("reminder")).not.toBe("obsolete");
    store.db.update(tenures).set({ validTo: "2021-11-29" }).run();
    expect(says("reminder")).toBe("obsolete");
  });
});

describe("subject lines", () => {
  it("have at most 70 characters, keep the day whole and lose no more of the title than needed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 300 }), fc.constantFrom("14 Dec 2021", "14 de diciembre de 2021"), (title, day) => {
        const line = subjectLine((cut) => `Invitation: ${cut}, ${day}`, title);
        expect(line.length).toBeLessThanOrEqual(70);
        expect(line.startsWith("Invitation: ")).toBe(true);
        expect(line.endsWith(`, ${day}`)).toBe(true);
      }),
    );
    expect(
      subjectLine((cut) => `Invitation: ${cut}, 14 Dec 2021`, "Executive presentation of IOM’s plans and areas of main impact for 2022"),
    ).toBe("Invitation: Executive presentation of IOM’s plans and…, 14 Dec 2021");
  });
});

describe("privacy", () => {
  it("never lets a mail carry another institution's name, person or address", () => {
    const canary = fc.string({ unit: fc.constantFrom(..."bcdfghjkmpqvwxz0123456789"), minLength: 10, maxLength: 14 });
    let run = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(canary, { minLength: 6, maxLength: 6 }),
        fc.constantFrom("es", "en", "fr"),
        fc.constantFrom("f", "m", null),
        (words, language, form) => {
          officeId = anOffice(store, `run${++run}`);
          officer = aStaff(store, officeId);
          briefingId = aBriefing(store, officeId);
          const ids = invite(`A${words[0]}`, `B${words[1]}`);
          const holders = store.db.select().from(people).where(eq(people.officeId, officeId)).all();
          holders.forEach((p, n) => {
            store.db
              .update(people)
              .set({ displayName: `P${words[2 + n]}`, email: `${words[4 + n]}@x.example`, form })
              .where(eq(people.id, p.id))
              .run();
          });
          store.db.update(invitations).set({ language }).run();
          send(ids);
          leave();
          remindInvitations(store, later(86_400_000), { briefingId, invitations: [] });
          tellChange(store, later(), briefingId, "changed", was);
          const marks = [0, 1].map((n) => [words[n], words[2 + n], words[4 + n], currentLink(store, ids[n] ?? "")?.token].map(String));
          const sent = all().filter((m) => m.briefingId === briefingId);
          expect(sent).toHaveLength(6);
          for (const message of sent) {
            const nth = ids.indexOf(message.invitationId ?? "");
            const content = invitationMail[message.kind]?.(store, message, LATER);
            if (!content || content === "obsolete") continue;
            const whole = JSON.stringify(content) + mailText(content, "es");
            for (const mark of marks[1 - nth] ?? []) expect(whole).not.toContain(mark);
            expect(whole).toContain(String(words[nth]));
          }
        },
      ),
      { numRuns: 15 },
    );
  }, 30_000);
});
