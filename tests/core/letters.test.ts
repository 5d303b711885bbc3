import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findBriefing } from "@/core/briefings/queries";
import { addInvitations } from "@/core/invitations/commands";
import {
  attachScan,
  dropScan,
  fileLetter,
  issueLetters,
  planLetters,
  reissueLetters,
  voidLetter,
} from "@/core/invitations/letters/commands";
import { planLettersInput } from "@/core/invitations/letters/input";
import { composed, linesOfAddress } from "@/core/invitations/letters/mail";
import {
  filesOf,
  findLetter,
  gathered,
  letterFiles,
  letterFor,
  passedLetter,
  planOf,
  registerOf,
  standingLetters,
} from "@/core/invitations/letters/queries";
import { letterState, outdatedIn, passToken } from "@/core/invitations/letters/rules";
import { withdrawInvitation } from "@/core/invitations/withdrawing/commands";
import { faultOf } from "@/core/kernel/outcome";
import { audits, briefings, institutionNames, invitations, letters, offices, people, tenures } from "@/db/schema";
import type { Locale } from "@/lib/locales";
import { anInstitution, anOffice, aStaff, NOW, visitor } from "../factories";
import { type Invited, invited, refusal, value } from "../invited";

let at: Invited;
const DAY = 86_400_000;
const fault = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return faultOf(thrown);
  }
};
const issue = (ids = [at.invitationId], actor = at.officer) =>
  issueLetters(at.store, actor, { briefingId: at.briefingId, invitations: ids, count: ids.length });
const issued = () => value(issue()).letters[0] ?? "";
const audited = () =>
  at.store.db
    .select()
    .from(audits)
    .all()
    .map((row) => row.action)
    .filter((action) => action.startsWith("letters."));
const file = { sha256: "a".repeat(64), size: 180_000, kind: "pdf" as const };
/** The letter to the invited institution as it would leave. */
const draft = (locale: Locale, kind: "note_verbale" | "letter") => {
  at.store.db.update(invitations).set({ language: locale, documentKind: kind }).where(eq(invitations.id, at.invitationId)).run();
  const briefing = findBriefing(at.store, at.officer, at.briefingId);
  const [given] = briefing ? gathered(at.store, briefing, [at.row()], NOW) : [];
  if (!given) throw new Error("There is no letter.");
  return composed(given, "OIM-0001/2021");
};

beforeEach(() => {
  at = invited({ quota: 3 });
  at.store.db
    .update(offices)
    .set({
      registerPrefix: "OIM-PAN-",
      country: "PA",
      city: { es: "Panamá", en: "Panama", fr: "Panama" },
      name: {
        es: "Organización Internacional para las Migraciones",
        en: "International Organization for Migration",
        fr: "Organisation internationale pour les migrations",
      },
      signatoryName: "Santiago Paz",
      signatoryPosts: { es: "Director del Centro Administrativo\nJefe de Misión" },
      contactPhone: "+507 305-3350",
    })
    .where(eq(offices.id, at.officeId))
    .run();
  at.store.db
    .update(institutionNames)
    .set({
      name: { es: "Ministerio de Relaciones Exteriores", en: "Ministry of Foreign Affairs", fr: "Ministère des affaires étrangères" },
      article: { es: "el", fr: "le" },
    })
    .where(eq(institutionNames.institutionId, at.institutionId))
    .run();
});

describe("the words of a letter", () => {
  it("are a note verbale in the third person: article joined, no salutation, no signatory, room for initials and seal", () => {
    const es = draft("es", "note_verbale");
    expect(es.paragraphs[0]?.replace(/\s/g, " ")).toBe(
      "La Organización Internacional para las Migraciones saluda muy atentamente al Ministerio de Relaciones Exteriores y tiene el honor de comunicarle la celebración de la reunión «Planes para 2022» el martes 14 de diciembre de 2021, de 9:00 a. m. a 11:00 a. m. (Panamá, UTC−5), en el siguiente lugar: Sala Ancón, y en línea.",
    );
    expect(es.paragraphs.at(-1)).toBe(
      "La Organización Internacional para las Migraciones aprovecha la oportunidad para reiterar al Ministerio de Relaciones Exteriores las seguridades de su más alta y distinguida consideración.",
    );
    expect(es).toMatchObject({
      salutation: null,
      signatory: null,
      marks: ["[iniciales]", "[sello]"],
      address: ["Al Ministerio de Relaciones Exteriores", "Panamá"],
      placeDate: "Panamá, 30 de noviembre de 2021",
      ref: "Ref.: OIM-0001/2021",
      paper: "us-letter",
      draft: null,
    });
    expect(draft("fr", "note_verbale").address).toEqual(["Au Ministère des affaires étrangères", "Panama"]);
    expect(draft("en", "note_verbale").address).toEqual(["The Ministry of Foreign Affairs", "Panama"]);
    const fr = draft("fr", "note_verbale").paragraphs;
    expect(fr[0]).toContain(
      "L’Organisation internationale pour les migrations présente ses compliments au Ministère des affaires étrangères",
    );
    expect(fr[0]).toContain("l’honneur de l’informer de la tenue de la réunion «\u00a0Plans pour 2022\u00a0»");
    expect(fr.join(" ")).toContain("saurait gré au Ministère des affaires étrangères de bien vouloir désigner");
    const en = draft("en", "note_verbale").paragraphs;
    expect(en[0]).toContain(
      "The International Organization for Migration presents its compliments to the Ministry of Foreign Affairs and has the honour to inform it of the meeting “Plans for 2022”",
    );
    expect(en.join(" ")).toContain("designate up to 3 representatives by Friday 3 December 2021");
  });

  it("are a letter by the functional title, with salutation, courtesy and signatory", () => {
    const to = { role: "minister", capacity: "holder" as const };
    at.store.db.update(tenures).set(to).where(eq(tenures.personId, at.personId)).run();
    at.store.db
      .update(people)
      .set({ displayName: "Rosa Núñez", form: "f", honorific: { es: "Dra." } })
      .where(eq(people.id, at.personId))
      .run();
    const es = draft("es", "letter");
    expect(es.address).toEqual(["Su Excelencia", "Dra. Rosa Núñez", "Ministra", "Ministerio de Relaciones Exteriores", "Panamá"]);
    expect(linesOfAddress(es)[0]).toBe("Su Excelencia Dra. Rosa Núñez");
    expect(linesOfAddress({ lang: "es", address: ["Alex Ríos", "Ministra"] })).toEqual(["Alex Ríos", "Ministra"]);
    expect(es.salutation).toBe("Señora Ministra:");
    expect(es.paragraphs[0]).toContain(
      "En nombre de la Organización Internacional para las Migraciones, tengo el agrado de invitar al Ministerio de Relaciones Exteriores a participar en la reunión «Planes para 2022»",
    );
    expect(es.paragraphs.at(-1)).toBe("Hago propicia la ocasión para reiterarle las seguridades de mi más distinguida consideración.");
    expect(es.signatory).toEqual({ name: "Santiago Paz", posts: ["Director del Centro Administrativo", "Jefe de Misión"] });
    const fr = draft("fr", "letter");
    expect(fr.salutation).toBe("Madame la Ministre,");
    expect(fr.paragraphs[0]).toContain("de 9\u00a0h à 11\u00a0h");
    expect(fr.paragraphs.at(-1)).toBe("Veuillez agréer, Madame la Ministre, les assurances de ma haute considération.");
    expect(fr.placeDate).toBe("Panama, le 30 novembre 2021");
    const en = draft("en", "letter");
    expect(en).toMatchObject({
      salutation: "Excellency,",
      address: ["Her Excellency", "Rosa Núñez", "Minister", "Ministry of Foreign Affairs", "Panama"],
    });
    expect(en.paragraphs[0]).toMatch(
      /^On behalf of the International Organization for Migration, I have the pleasure of inviting the Ministry/,
    );
  });

  it("say acting and on behalf of, guess no sex, and write to the institution where nobody is chosen", () => {
    const held = (over: Partial<typeof tenures.$inferInsert>) =>
      at.store.db
        .update(tenures)
        .set({ role: "director_general", ...over })
        .where(eq(tenures.personId, at.personId))
        .run();
    at.store.db.update(people).set({ displayName: "Alex Ríos", form: null }).where(eq(people.id, at.personId)).run();
    held({ capacity: "acting" });
    expect(draft("es", "letter").address.join("|")).toMatch(/^Alex Ríos\|.*(encargad|Encargad)/);
    expect(draft("es", "letter").salutation).toBe("Reciba un cordial saludo:");
    expect(draft("fr", "letter")).toMatchObject({ salutation: "Madame, Monsieur," });
    held({ role: "minister", capacity: "on_behalf" });
    expect(draft("en", "letter").address[0]).toBe("Alex Ríos");
    at.store.db.update(invitations).set({ addresseeTenureId: null }).where(eq(invitations.id, at.invitationId)).run();
    expect(draft("es", "letter")).toMatchObject({
      salutation: "De mi mayor consideración:",
      address: ["Ministerio de Relaciones Exteriores", "Panamá"],
    });
  });

  it.each([
    ["es", ", con motivo del 70.º aniversario de la OIM, de «Puertas abiertas» y del Día Internacional del Migrante,"],
    ["fr", ", à l’occasion du 70e anniversaire de l’OIM, de «\u00a0Portes ouvertes\u00a0» et de la Journée internationale des migrants,"],
    ["en", ", on the occasion of the 70th anniversary of IOM, of the Open house and of International Migrants Day,"],
  ] as const)("say in %s what the meeting is held on the occasion of, each with its article", (language, said) => {
    const occasions = [
      { name: { es: "70.º aniversario de la OIM", fr: "70e anniversaire de l’OIM", en: "70th anniversary of IOM" } },
      { name: { es: "Puertas abiertas", fr: "Portes ouvertes", en: "Open house" } },
      { day: "12-18" },
    ];
    at.store.db.update(briefings).set({ occasions }).where(eq(briefings.id, at.briefingId)).run();
    expect(draft(language, "letter").paragraphs[0]).toContain(said);
    expect(draft(language, "note_verbale").paragraphs[0]).toContain(said);
  });

  it("count and list enclosures and copies, and name the service they pass through where they do", () => {
    const plan = planLettersInput.parse({
      briefingId: at.briefingId,
      enclosures: { es: "Programa\nNota conceptual", en: "Programme" },
      copies: { es: "Dirección de Cooperación Internacional" },
      via: { es: "la Dirección General de Protocolo" },
      viaFor: "note_verbale",
      day: "2021-12-01",
      version: 0,
    });
    value(planLetters(at.store, at.officer, plan));
    const note = draft("es", "note_verbale");
    expect(note).toMatchObject({
      enclosed: "2 anexos",
      enclosures: { label: "Anexos", items: ["Programa", "Nota conceptual"] },
      copies: { label: "Con copia", items: ["Dirección de Cooperación Internacional"] },
      via: "Por conducto de: la Dirección General de Protocolo",
      placeDate: "Panamá, 1 de diciembre de 2021",
    });
    expect(note.paragraphs).toContain("Se adjuntan los documentos que se indican al pie.");
    expect(draft("es", "letter").via).toBeNull();
    expect(draft("en", "letter").enclosed).toBe("1 enclosure");
    expect(draft("fr", "letter")).toMatchObject({ enclosed: null, enclosures: null });
    expect(refusal(planLetters(at.store, at.officer, plan))).toBe("stale");
    expect(audited()).toEqual(["letters.planned"]);
  });
});

describe("the register", () => {
  it("numbers by office and year without gap or repetition, also across voided ones", () => {
    const { store, officer, briefingId } = at;
    const more = ["A", "B"].map((acronym) => {
      const { institutionId } = anInstitution(store, at.officeId, { acronym, name: `Instituto ${acronym}` });
      return (
        value(addInvitations(store, officer, { briefingId, institutions: [{ id: institutionId, quota: 1, addressee: undefined }] }))
          .added[0] ?? ""
      );
    });
    const first = issued();
    expect(findLetter(store, officer, first)).toMatchObject({ number: "OIM-PAN-0001/2021", n: 1, year: 2021, kind: "letter" });
    value(voidLetter(store, officer, { letterId: first, reason: "Fecha equivocada" }));
    value(issue(more));
    value(issue());
    const { rows, total } = registerOf(store, officer, {});
    expect(total).toBe(4);
    expect(rows.map((row) => row.number)).toEqual(["OIM-PAN-0004/2021", "OIM-PAN-0003/2021", "OIM-PAN-0002/2021", "OIM-PAN-0001/2021"]);
    expect(rows.map(letterState)).toEqual(["issued", "issued", "issued", "void"]);
    expect(rows.at(-1)).toMatchObject({ voidReason: "Fecha equivocada" });
    const elsewhere = invited({ store, officeId: anOffice(store, "cr") });
    const { letters } = value(
      issueLetters(store, elsewhere.officer, { briefingId: elsewhere.briefingId, invitations: [elsewhere.invitationId], count: 1 }),
    );
    expect(findLetter(store, elsewhere.officer, letters[0] ?? "")).toMatchObject({ number: "0001/2021" });
    value(planLetters(store, officer, planLettersInput.parse({ briefingId, day: "2021-12-01", viaFor: "all", version: 0 })));
    value(
      voidLetter(store, officer, { letterId: standingLetters(store, at.officeId, briefingId).get(at.invitationId)?.id ?? "", reason: "x" }),
    );
    value(issue([at.invitationId], { ...officer, now: NOW + 40 * DAY }));
    expect(registerOf(store, officer, { year: 2022 }).rows.map((row) => row.number)).toEqual(["OIM-PAN-0001/2022"]);
    expect(audited()).toEqual([
      ...Array(1).fill("letters.issued"),
      "letters.voided",
      ...Array(4).fill("letters.issued"),
      "letters.planned",
      "letters.voided",
      "letters.issued",
    ]);
  });

  it("is searched by number, addressee and title without accents, by year and by kind", () => {
    issued();
    const found = (filter: Parameters<typeof registerOf>[2]) => registerOf(at.store, at.officer, filter).total;
    expect([found({ q: "0001/2021" }), found({ q: "relaciones exteriores" }), found({ q: "planes" }), found({ q: "salud" })]).toEqual([
      1, 1, 1, 0,
    ]);
    expect([found({ year: 2021 }), found({ year: 2020 }), found({ kind: "letter" }), found({ kind: "note_verbale" })]).toEqual([
      1, 0, 1, 0,
    ]);
    expect(registerOf(at.store, aStaff(at.store, anOffice(at.store, "cr")), {}).total).toBe(0);
  });

  it("keeps the words of the day of issue, whatever is changed afterwards, and the files first made of them", () => {
    const id = issued();
    at.store.db
      .update(briefings)
      .set({ title: { es: "Otro título" } })
      .run();
    at.store.db.update(offices).set({ registerPrefix: "X-" }).run();
    expect(findLetter(at.store, at.officer, id)?.sheet.paragraphs[0]).toContain("Planes para 2022");
    const letter = { id, officeId: at.officeId };
    fileLetter(at.store, letter, { pdf: file, docx: { sha256: "b".repeat(64), size: 9 } });
    fileLetter(at.store, letter, { pdf: { sha256: "c".repeat(64), size: 1 }, docx: { sha256: "c".repeat(64), size: 1 } });
    expect(letterFiles(at.store).map((one) => one.sha256[0])).toEqual(["a", "b"]);
    expect(filesOf(at.store, at.officeId)).toBe(180_009);
  });
});

describe("issuing", () => {
  it("refuses a second letter, another number than was confirmed, a withdrawn invitation, an open date, a cancelled briefing", () => {
    const { store, officer, briefingId, invitationId } = at;
    expect(refusal(issueLetters(store, officer, { briefingId, invitations: [], count: 1 }))).toBe("nobody_chosen");
    expect(refusal(issueLetters(store, officer, { briefingId, invitations: [invitationId], count: 2 }))).toBe("count_differs");
    store.db.update(briefings).set({ dateOpen: true }).run();
    expect(refusal(issue())).toBe("date_is_open");
    store.db.update(briefings).set({ dateOpen: false, state: "cancelled" }).run();
    expect(refusal(issue())).toBe("briefing_closed");
    store.db.update(briefings).set({ state: "inviting" }).run();
    issued();
    expect(refusal(issue())).toBe("letter_stands");
    value(voidLetter(store, officer, { letterId: registerOf(store, officer, {}).rows[0]?.id ?? "", reason: "x" }));
    store.db.update(invitations).set({ state: "withdrawn" }).run();
    expect(refusal(issue())).toBe("invitation_withdrawn");
    expect(registerOf(store, officer, {}).total).toBe(1);
  });

  it("is for officers of the office: a manager may not, and to another office neither briefing nor letter is there", () => {
    const { store } = at;
    const id = issued();
    const other = aStaff(store, anOffice(store, "cr"));
    const manager = aStaff(store, at.officeId, "manager");
    const acts = (actor: typeof other) => [
      () => planLetters(store, actor, planLettersInput.parse({ briefingId: at.briefingId, viaFor: "all", version: 0 })),
      () => issue([at.invitationId], actor),
      () => voidLetter(store, actor, { letterId: id, reason: "x" }),
      () => attachScan(store, actor, { letterId: id, which: "signed" }, file),
      () => dropScan(store, actor, { letterId: id, which: "signed" }),
    ];
    expect(acts(other).map(fault)).toEqual(Array(5).fill("not_found"));
    expect(acts(manager).map(fault)).toEqual(Array(5).fill("forbidden"));
    expect(acts(visitor() as never).map(fault)).toEqual(Array(5).fill("not_found"));
    expect(findLetter(store, other, id)).toBeUndefined();
    expect(findLetter(store, manager, id)).toBeDefined();
  });
});

describe("the day of a letter", () => {
  const plan = (day: string, version = 0) =>
    planLetters(at.store, at.officer, planLettersInput.parse({ briefingId: at.briefingId, day, viaFor: "all", version }));
  it("lies between a month before the briefing was begun and the meeting; outside it nothing is planned, nor issued once the meeting has moved", () => {
    at.store.db.update(briefings).set({ createdAt: NOW }).run();
    const outside = plan("1999-01-01");
    expect(outside).toMatchObject({ ok: false, code: "letter_day", field: "day", params: { from: "2021-10-30", to: "2021-12-14" } });
    expect([refusal(plan("2021-10-29")), refusal(plan("2021-12-15"))]).toEqual(["letter_day", "letter_day"]);
    value(plan("2021-12-14"));
    at.store.db.update(briefings).set({ startsLocal: "2021-12-10T09:00", endsLocal: "2021-12-10T11:00" }).run();
    expect(refusal(issue())).toBe("letter_day");
    expect(registerOf(at.store, at.officer, {}).total).toBe(0);
  });

  it("of the stamp on its receipt is one from its own on, and none to come", () => {
    const letterId = issued();
    const stamped = (receivedOn: string) => attachScan(at.store, at.officer, { letterId, which: "receipt", receivedOn }, file);
    expect([refusal(stamped("2031-01-01")), refusal(stamped("2021-12-01")), refusal(stamped("2021-11-29"))]).toEqual(
      Array(3).fill("receipt_day"),
    );
    expect(findLetter(at.store, at.officer, letterId)?.receipt).toBeNull();
    value(stamped("2021-11-30"));
  });
});

describe("a letter whose words no longer hold", () => {
  const meeting = () => findBriefing(at.store, at.officer, at.briefingId);
  const changed = (id: string) => {
    const [letter, briefing] = [findLetter(at.store, at.officer, id), meeting()];
    return letter && briefing ? outdatedIn(letter, briefing) : undefined;
  };
  const move = (values: Partial<typeof briefings.$inferInsert>) => at.store.db.update(briefings).set(values).run();
  const reissue = (ids: string[], actor = at.officer) => reissueLetters(at.store, actor, { briefingId: at.briefingId, letters: ids });

  it("is known by the date, the place and the reply-by that were kept with it; without them by the day in its words", () => {
    const id = issued();
    expect(changed(id)).toEqual([]);
    move({ title: { es: "Otro" }, version: 9 });
    expect(changed(id)).toEqual([]);
    move({ startsLocal: "2021-12-15T09:00", endsLocal: "2021-12-15T11:00" });
    expect(changed(id)).toEqual(["date"]);
    move({ venue: "Otra sala", replyBy: "2021-12-06" });
    expect(changed(id)).toEqual(["date", "place", "replyBy"]);
    const sheet = findLetter(at.store, at.officer, id)?.sheet;
    if (sheet)
      at.store.db
        .update(letters)
        .set({ sheet: { ...sheet, facts: undefined } })
        .run();
    expect(changed(id)).toEqual(["date"]);
    move({ startsLocal: "2021-12-14T09:00", endsLocal: "2021-12-14T11:00" });
    expect(changed(id)).toEqual([]);
    move({ dateOpen: true });
    expect(changed(id)).toEqual(["date"]);
    move({ state: "cancelled" });
    expect(changed(id)).toEqual([]);
  });

  it("is issued anew under the next number, which says what it replaces; the old one is void with the new number as its reason", () => {
    const first = issued();
    expect(refusal(reissue([first]))).toBe("letters_hold");
    move({ startsLocal: "2021-12-15T09:00", endsLocal: "2021-12-15T11:00" });
    move({ dateOpen: true });
    expect(refusal(reissue([first]))).toBe("date_is_open");
    move({ dateOpen: false });
    value(
      planLetters(
        at.store,
        at.officer,
        planLettersInput.parse({ briefingId: at.briefingId, day: "2021-11-20", viaFor: "all", version: 0 }),
      ),
    );
    const [second = ""] = value(reissue([first])).letters;
    const letter = findLetter(at.store, at.officer, second);
    expect(letter).toMatchObject({ number: "OIM-PAN-0002/2021", day: "2021-11-30", voidedAt: null });
    expect(letter?.sheet.ref).toBe("Ref.: OIM-PAN-0002/2021 (reemplaza el n.º OIM-PAN-0001/2021)");
    expect(letter?.sheet.paragraphs[0]).toContain("15 de diciembre");
    expect(findLetter(at.store, at.officer, first)).toMatchObject({ voidedAt: NOW, voidReason: "Reemplazada por OIM-PAN-0002/2021" });
    expect(changed(second)).toEqual([]);
    expect(standingLetters(at.store, at.officeId, at.briefingId).get(at.invitationId)?.id).toBe(second);
    expect(refusal(reissue([first, second]))).toBe("letters_hold");
    expect(audited()).toEqual(["letters.issued", "letters.planned", "letters.issued", "letters.voided"]);
  });

  it("is left alone by a manager, by another office, and where the invitation was withdrawn", () => {
    const id = issued();
    move({ venue: "Otra sala" });
    expect(fault(() => reissue([id], aStaff(at.store, at.officeId, "manager")))).toBe("forbidden");
    expect(fault(() => reissue([id], aStaff(at.store, anOffice(at.store, "cr"))))).toBe("not_found");
    at.store.db.update(invitations).set({ state: "withdrawn" }).run();
    expect(refusal(reissue([id]))).toBe("letters_hold");
    expect(registerOf(at.store, at.officer, {}).total).toBe(1);
  });
});

describe("what comes back on paper", () => {
  it("is attached, replaced and taken away: signed copy and stamped receipt with its day; nothing to a void letter", () => {
    const { store, officer } = at;
    const letterId = issued();
    const state = () => letterState(findLetter(store, officer, letterId) as never);
    value(attachScan(store, officer, { letterId, which: "signed" }, file));
    expect(state()).toBe("signed");
    value(attachScan(store, officer, { letterId, which: "receipt", receivedOn: "2021-11-30" }, file));
    expect(findLetter(store, officer, letterId)).toMatchObject({ receivedOn: "2021-11-30", receipt: { by: officer.userId, at: NOW } });
    expect(state()).toBe("received");
    value(dropScan(store, officer, { letterId, which: "receipt" }));
    expect(findLetter(store, officer, letterId)).toMatchObject({ receivedOn: null, receipt: null });
    value(voidLetter(store, officer, { letterId, reason: "x" }));
    expect(refusal(attachScan(store, officer, { letterId, which: "signed" }, file))).toBe("letter_void");
    expect(refusal(voidLetter(store, officer, { letterId, reason: "y" }))).toBe("letter_void");
    expect(audited()).toEqual(["letters.issued", "letters.signed", "letters.received", "letters.scan_dropped", "letters.voided"]);
  });

  it("is refused where the office has no room for it", () => {
    const letterId = issued();
    expect(refusal(attachScan(at.store, at.officer, { letterId, which: "signed" }, { ...file, size: 3_000_000_000 }))).toBe("files_full");
  });
});

describe("the letter of an institution", () => {
  it("is its own, once the signed copy is there; the address that is passed on shows the letter and nothing else, and ends", () => {
    const { store, officer } = at;
    const id = issued();
    expect(letterFor(store, at.guest())).toBeUndefined();
    fileLetter(store, { id, officeId: at.officeId }, { pdf: file, docx: file });
    const token = passToken(id);
    expect([letterFor(store, at.guest()), passedLetter(store, token, NOW)], "nobody has signed it").toEqual([undefined, undefined]);
    value(attachScan(store, officer, { letterId: id, which: "signed" }, { ...file, size: 300_001 }));
    expect(letterFor(store, at.guest()), "too large for a small connection").toBeUndefined();
    value(attachScan(store, officer, { letterId: id, which: "signed" }, file));
    expect(letterFor(store, at.guest())?.id).toBe(id);
    const other = invited({ store, officeId: at.officeId, briefingId: at.briefingId, acronym: "MIDES" });
    expect(letterFor(store, other.guest())).toBeUndefined();
    expect(passedLetter(store, token, NOW)?.id).toBe(id);
    expect(passedLetter(store, at.token, NOW)).toBeUndefined();
    expect(passedLetter(store, `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, NOW)).toBeUndefined();
    expect(passedLetter(store, token, NOW + 60 * DAY)).toBeUndefined();
    value(withdrawInvitation(store, officer, { id: at.invitationId }));
    expect(passedLetter(store, token, NOW)).toBeUndefined();
  });

  it("proposes as enclosures the programme and the papers of each language", () => {
    expect(planOf(at.store, { id: at.briefingId, officeId: at.officeId })).toMatchObject({ enclosures: {}, version: 0 });
  });
});
