import { beforeEach, describe, expect, it } from "vitest";
import { delegateNeeds } from "@/db/schema";
import { at, chosen, delegation, hidden, nameFields, opened, page, post, say } from "./guest-page";
import { invited } from "./invited";

opened();

describe("names", () => {
  beforeEach(() => say("accepted"));

  it("are saved in one tap for a known person and two fields for a new one", async () => {
    const sent = await post(
      await nameFields([at.personId, "new1"], {
        head: at.personId,
        "name.new1": "Iguandili Pérez",
        "post.new1": "Especialista",
        "mode.new1": "online",
      }),
    );
    expect(sent.status).toBe(303);
    expect(delegation()).toMatchObject([
      { name: "Ana Ruiz MINSA", role: "head", mode: "on_site" },
      { name: "Iguandili Pérez", post: "Especialista", mode: "online" },
    ]);
    const html = await page();
    expect(html).toContain("2 personas nombradas. No hace falta nada más");
    expect(html).toContain("Cambiar los nombres");
  });

  it("mark who of them waits for a seat, and nobody else", async () => {
    const row = (i: number, name: string) => ({ [`name.new${i}`]: name, [`post.new${i}`]: "x" });
    await post(await nameFields(["new1", "new2"], { ...row(1, "Uno"), ...row(2, "Dos") }));
    await post(await nameFields([...delegation().map((d) => d.id), "new1"], row(1, "Tres")));
    const marked = [...(await page()).matchAll(/<bdi>([^<]*)<\/bdi><small> ([^<]*)<\/small>/g)].map(([, name, small]) => [name, small]);
    expect(marked).toEqual(
      expect.arrayContaining([
        ["Uno", "x"],
        ["Dos", "x"],
        ["Tres", "x · en espera de cupo"],
      ]),
    );
  });

  it("never show a stored address or need again, and keep both through a later save", async () => {
    await post(
      await nameFields(["new1"], {
        "name.new1": "Uno",
        "post.new1": "x",
        "email.new1": "uno.secreto@minsa.example",
        "need.new1": "silla de ruedas",
        "access.new1": ["step_free", "captions"],
        "photo.new1": "yes",
      }),
    );
    const [uno] = delegation();
    const html = await page("?edit=names");
    expect(html).not.toContain("secreto");
    expect(html).not.toContain("silla de ruedas");
    expect(html).toContain("u…@minsa.example");
    expect(chosen(html, `photo.${uno?.id}`)).toEqual(["yes"]);
    expect(chosen(html, `list.${uno?.id}`)).toEqual([]);
    await post(await nameFields([uno?.id ?? ""], { [`name.${uno?.id}`]: "Uno Dos" }));
    expect(delegation()).toMatchObject([{ name: "Uno Dos", email: "uno.secreto@minsa.example" }]);
    expect(at.store.db.select().from(delegateNeeds).all()).toMatchObject([{ note: "silla de ruedas", access: ["step_free", "captions"] }]);
  });

  it("beyond the quota wait, and the page says so", async () => {
    await post(
      await nameFields([at.personId, "new1", "new2"], { "name.new1": "Uno", "post.new1": "x", "name.new2": "Dos", "post.new2": "x" }),
    );
    expect(await page()).toContain("1 persona espera un cupo: la institución tiene 2.");
  });

  it("use up a seat that is held: nobody waits, and no seat stays ticked", async () => {
    await post(await nameFields([at.personId], { hold: "yes", holds: "1" }));
    const held = await page();
    expect(held).toContain("Se reserva 1 cupo");
    expect(held).toContain("Un nombre más ocupa un cupo reservado.");
    expect(held).not.toContain("lista de espera");
    const [first] = delegation();
    const added = { "name.new1": "Iguandili Pérez", "post.new1": "Especialista" };
    await post(await nameFields([first?.id ?? "", "new1"], { hold: "yes", holds: "1", ...added }));
    const html = await page("?edit=names");
    expect(html).toContain("2 personas nombradas. No hace falta nada más");
    expect(html).not.toContain("persona espera");
    expect(/<input[^>]*id="hold"[^>]*>/.exec(html)?.[0]).not.toContain("checked");
  });

  it("hold seats to be designated, and ask for them", async () => {
    await post(await nameFields([], { hold: "yes", holds: "2" }));
    expect(at.row()).toMatchObject({ named: 0, toDesignate: 2 });
    expect(await page()).toContain("Se reservan 2 cupos");
  });

  it("written without a tick, ticked without a name or without a post come back with the place to look at", async () => {
    const back = await post(await nameFields(["new2"], { "name.new1": "Sin marcar", "post.new1": "x" }));
    const html = await back.text();
    expect(back.status).toBe(422);
    expect(html).toContain('href="#in-new1"');
    expect(html).toContain('href="#name-new2"');
    expect(html).toContain("Sin marcar");
    const third = await (await post(await nameFields(["new1"], { "name.new1": "Uno" }))).text();
    expect(third).toContain('href="#post-new1"');
    expect(delegation()).toEqual([]);
  });

  it("with the same fault in two rows come back with whose it is in each line", async () => {
    const rows = await nameFields(["new1", "new2"], { "name.new1": "Uno", "name.new2": "Dos", "email.new2": "dos@" });
    const html = await (await post(rows)).text();
    const n = (rows.rows as string[]).indexOf("new2") + 1;
    expect(html).toContain('<a href="#post-new1">Uno, Cargo: complete este dato.</a>');
    expect(html).toContain('<a href="#post-new2">Dos, Cargo: complete este dato.</a>');
    expect(html).toMatch(/<a href="#email-new2">Dos, Correo[^<]*: [^<]*<\/a>/);
    const empty = await (await post(await nameFields(["new1", "new2"]))).text();
    expect(empty).toMatch(new RegExp(`<a href="#name-new2">Persona ${n}: [^<]+</a>`));
  });

  it("saved by somebody else meanwhile are shown beside those typed, and neither is lost", async () => {
    const mine = await nameFields(["new1"], { "name.new1": "Mía", "post.new1": "x" });
    await post(await nameFields(["new1"], { "name.new1": "Ajena", "post.new1": "x" }));
    const back = await post({ ...mine, key: "another" });
    const html = await back.text();
    expect(back.status).toBe(422);
    expect(html).toContain("Guardado entretanto: Ajena");
    expect(html).toMatch(/value="Mía"/);
    const [other] = delegation();
    const again = {
      ...mine,
      key: "third",
      stamp: hidden(html, "stamp"),
      rows: [other?.id ?? "", ...(mine.rows as string[])],
      in: [other?.id ?? "", "new1"],
    };
    expect((await post(again)).status).toBe(303);
    expect(delegation().map((d) => d.name)).toEqual(["Ajena", "Mía"]);
  });

  it("with fields, rows or people we did not send are refused", async () => {
    const other = invited({ acronym: "MIDES", store: at.store, officeId: at.officeId, briefingId: at.briefingId });
    const hostile: Record<string, string | string[]>[] = [
      { "seat.new1": "seated" },
      { rows: ["inv_1"] },
      { rows: [other.personId], in: [other.personId] },
    ];
    for (const more of hostile) expect((await post(await nameFields([], more))).status).toBe(422);
    expect(delegation()).toEqual([]);
  });
});
