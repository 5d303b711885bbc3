import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { cancelBatch } from "@/core/kernel/outbox";
import { dispatchDue, isAnythingDue } from "@/core/mail/dispatch";
import { ATTEMPTS, backOff, LEASE } from "@/core/mail/rules";
import { migrateFile } from "@/db/migrate";
import { audits } from "@/db/schema";
import { connect, type Store, storeOf } from "@/db/store";
import type { Delivery, Transport } from "@/lib/mail/transport";
import { anOffice, emptyStore, NOW } from "../factories";
import { aMessage, kinds, letter, standing } from "../mail/letters";
import { aServer, type Server } from "../mail/server";

const answering = (...deliveries: Delivery[]): { transport: Transport; mails: string[] } => {
  const mails: string[] = [];
  return {
    mails,
    transport: async ({ mailId }) => {
      mails.push(mailId);
      return deliveries.length > 1 ? (deliveries.shift() as Delivery) : (deliveries[0] ?? { kind: "sent" });
    },
  };
};

const actions = (store: Store): string[] =>
  store.db
    .select()
    .from(audits)
    .all()
    .map(({ action }) => action);

function office() {
  const store = emptyStore();
  return { store, officeId: anOffice(store) };
}

describe("the dispatcher", () => {
  it("sends what is due, once, and keeps its subject and hour", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const { transport, mails } = answering();
    expect(isAnythingDue(store, NOW)).toBe(true);
    expect(await dispatchDue(store, kinds, transport, NOW)).toBe(1);
    expect(await dispatchDue(store, kinds, transport, NOW + 1000)).toBe(0);
    expect(isAnythingDue(store, NOW + 1000)).toBe(false);
    expect(mails).toEqual([standing(store, id).mailId]);
    expect(standing(store, id)).toMatchObject({ state: "sent", attempts: 1, subject: letter().subject, leaseUntil: null });
    expect(standing(store, id).sentAt).toBeGreaterThanOrEqual(NOW);
  });

  it("leaves alone what may not leave yet, and what was taken back", async () => {
    const { store, officeId } = office();
    const later = aMessage(store, officeId, { sendAfter: NOW + 60_000, batchId: "one" });
    const { transport, mails } = answering();
    await dispatchDue(store, kinds, transport, NOW);
    expect(standing(store, later).state).toBe("queued");
    cancelBatch(store, officeId, "one", NOW);
    await dispatchDue(store, kinds, transport, NOW + 90_000);
    expect(standing(store, later).state).toBe("cancelled");
    expect(mails).toEqual([]);
  });

  it("tells the room in the transaction that marks the message", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const seen: string[] = [];
    const sent = (tx: Store, message: { id: string; state: string }) => {
      expect(tx.raw.inTransaction).toBe(true);
      seen.push(`${message.id} ${message.state}`);
    };
    await dispatchDue(store, kinds, answering().transport, NOW, { hooks: { test: { sent } } });
    expect(seen).toEqual([`${id} sent`]);
  });

  it("calls a message uncertain when the room's part of the marking fails", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const hooks = {
      test: {
        sent: () => {
          throw new Error("no");
        },
      },
    };
    await dispatchDue(store, kinds, answering().transport, NOW, { hooks });
    expect(standing(store, id).state).toBe("sending");
    await dispatchDue(store, kinds, answering().transport, NOW + LEASE + 5000);
    expect(standing(store, id).state).toBe("uncertain");
  });

  it("does not send what is no longer true", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const { transport, mails } = answering();
    const dropped: string[] = [];
    const hooks = { test: { sent: () => {}, dropped: (_tx: Store, message: { id: string }) => dropped.push(message.id) } };
    await dispatchDue(store, { test: () => "obsolete" }, transport, NOW, { hooks });
    expect(standing(store, id).state).toBe("cancelled");
    expect(mails).toEqual([]);
    expect(dropped).toEqual([id]);
    expect(actions(store)).toEqual(["mail.overtaken"]);
  });

  it("gives up a message of an unknown kind, and asks a failing room again later", async () => {
    const { store, officeId } = office();
    const unknown = aMessage(store, officeId, { kind: "nothing" });
    const failing = aMessage(store, officeId);
    const broken = () => {
      throw new Error("broken");
    };
    await dispatchDue(store, { test: broken }, answering().transport, NOW);
    expect(standing(store, unknown).state).toBe("failed");
    expect(standing(store, failing)).toMatchObject({ state: "queued", attempts: 1 });
  });

  it("waits longer after each passing trouble, keeps the hour it was due, and stops after ten attempts", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const { transport, mails } = answering({ kind: "later", answer: "450 busy" });
    let now = NOW;
    for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
      await dispatchDue(store, kinds, transport, now);
      const { state, attempts, leaseUntil, sendAfter, lastError } = standing(store, id);
      expect({ state, attempts, sendAfter, lastError }).toEqual({
        state: "queued",
        attempts: attempt,
        sendAfter: NOW,
        lastError: "450 busy",
      });
      expect(await dispatchDue(store, kinds, transport, now + backOff(attempt) - 1000)).toBe(0);
      now = (leaseUntil ?? 0) + 1;
    }
    await dispatchDue(store, kinds, transport, now);
    expect(standing(store, id).state).toBe("failed");
    expect(mails).toHaveLength(ATTEMPTS);
    expect(new Set(mails).size).toBe(1);
    expect(actions(store)).toEqual(["mail.failed"]);
    expect([backOff(1), backOff(2), backOff(20)]).toEqual([30_000, 60_000, 2 * 3600_000]);
  });

  it("keeps the server's answer to a refusal and does not try again", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const { transport, mails } = answering({ kind: "refused", answer: "550 5.1.1 No such mailbox" });
    await dispatchDue(store, kinds, transport, NOW);
    await dispatchDue(store, kinds, transport, NOW + 86_400_000);
    expect(standing(store, id)).toMatchObject({ state: "failed", lastError: "550 5.1.1 No such mailbox" });
    expect(mails).toHaveLength(1);
  });

  it("never repeats a message in doubt", async () => {
    const { store, officeId } = office();
    const told = aMessage(store, officeId);
    const { transport, mails } = answering({ kind: "doubtful", answer: "Connection closed unexpectedly" });
    await dispatchDue(store, kinds, transport, NOW);
    const threw = aMessage(store, officeId);
    const throwing: Transport = async () => {
      throw new Error("out of the blue");
    };
    await dispatchDue(store, kinds, throwing, NOW);
    await dispatchDue(store, kinds, transport, NOW + 86_400_000);
    expect([standing(store, told).state, standing(store, threw).state]).toEqual(["uncertain", "uncertain"]);
    expect(mails).toHaveLength(1);
    expect(actions(store)).toEqual(["mail.doubted", "mail.doubted"]);
  });

  it("calls a message uncertain when its dispatcher died on the way, and not a moment earlier", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const never: Transport = () => new Promise(() => {});
    void dispatchDue(store, kinds, never, NOW);
    expect(standing(store, id).state).toBe("sending");
    const { transport, mails } = answering();
    await dispatchDue(store, kinds, transport, NOW + LEASE - 1000);
    expect(standing(store, id).state).toBe("sending");
    await dispatchDue(store, kinds, transport, NOW + LEASE + 1000);
    expect(standing(store, id)).toMatchObject({ state: "uncertain", leaseUntil: null });
    expect(mails).toEqual([]);
  });

  it("takes at most five at once", async () => {
    const { store, officeId } = office();
    for (let nth = 0; nth < 12; nth += 1) aMessage(store, officeId);
    let under = 0;
    let most = 0;
    const transport: Transport = async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((soon) => setTimeout(soon, 5));
      under -= 1;
      return { kind: "sent" };
    };
    expect(await dispatchDue(store, kinds, transport, NOW)).toBe(12);
    expect(most).toBe(5);
  });

  it("when stopped, finishes what has begun to leave and gives the rest back at once", async () => {
    const { store, officeId } = office();
    const ids = Array.from({ length: 7 }, () => aMessage(store, officeId)).sort();
    const stopping = new AbortController();
    const answers: boolean[] = [];
    const transport: Transport = async ({ mailId }, begin = () => true) => {
      const first = mailId.includes(ids[0] ?? "");
      if (first) answers.push(begin());
      await new Promise((soon) => setTimeout(soon, 5));
      if (first) return { kind: "sent" };
      answers.push(begin());
      return { kind: "later", answer: "stopped" };
    };
    const dispatched = dispatchDue(store, kinds, transport, NOW, { signal: stopping.signal });
    stopping.abort();
    const rest = ids.slice(1).map((id) => standing(store, id));
    expect(rest.every(({ state, attempts, leaseUntil }) => state === "queued" && attempts === 0 && leaseUntil === null)).toBe(true);
    await dispatched;
    expect(answers).toEqual([true, false, false, false, false]);
    expect(standing(store, ids[0] ?? "").state).toBe("sent");
    expect(ids.slice(1).every((id) => standing(store, id).attempts === 0)).toBe(true);
  });
});

describe("two dispatchers on one database", () => {
  it("send each message once between them", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "enlace-two-")), "enlace.db");
    migrateFile(file, join(process.cwd(), "db/migrations"));
    const [one, two] = [storeOf(connect(file)), storeOf(connect(file))];
    const officeId = anOffice(one);
    for (let nth = 0; nth < 40; nth += 1) aMessage(one, officeId);
    const mails: string[] = [];
    const transport: Transport = async ({ mailId }) => {
      mails.push(mailId);
      await new Promise((soon) => setTimeout(soon, Math.random() * 4));
      return { kind: "sent" };
    };
    const handled = await Promise.all([one, two].map((store) => dispatchDue(store, kinds, transport, NOW)));
    expect(handled.reduce((a, b) => a + b)).toBe(40);
    expect(handled.every((n) => n > 0)).toBe(true);
    expect(mails).toHaveLength(40);
    expect(new Set(mails).size).toBe(40);
    one.raw.close();
    two.raw.close();
  });

  it("leave each other's claims alone: what one gave back when it was stopped and the other took is the other's to mark", async () => {
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    const stopping = new AbortController();
    const gate = () => {
      let open = (): void => undefined;
      const opened = new Promise<void>((done) => {
        open = done;
      });
      return { open, opened };
    };
    const [connecting, handing] = [gate(), gate()];
    const first = dispatchDue(
      store,
      kinds,
      async (_mail, begin = () => true) => {
        await connecting.opened;
        return begin() ? { kind: "sent" } : { kind: "later", answer: "stopped" };
      },
      NOW,
      { signal: stopping.signal },
    );
    stopping.abort();
    const second = dispatchDue(
      store,
      kinds,
      async () => {
        await handing.opened;
        return { kind: "sent" };
      },
      NOW + 1000,
    );
    connecting.open();
    await first;
    expect(standing(store, id).state).toBe("sending");
    handing.open();
    await second;
    expect(standing(store, id)).toMatchObject({ state: "sent", attempts: 1 });
  });
});

describe("with a mail server", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  const until = async (behaviour: Parameters<typeof aServer>[0]) => {
    server = await aServer(behaviour);
    const { store, officeId } = office();
    const id = aMessage(store, officeId);
    await dispatchDue(store, kinds, server.transport, NOW);
    return { store, id, server };
  };

  it("a message delayed by the server arrives at the second attempt, once", async () => {
    const { store, id, server } = await until({ recipient: [451] });
    expect(standing(store, id)).toMatchObject({ state: "queued", lastError: expect.stringContaining("451") });
    await dispatchDue(store, kinds, server.transport, NOW + 60_000);
    expect(standing(store, id).state).toBe("sent");
    expect(server.got).toHaveLength(1);
  });

  it("a mailbox that does not exist is reported with the server's answer", async () => {
    const { store, id } = await until({ recipient: [550] });
    expect(standing(store, id)).toMatchObject({ state: "failed", lastError: expect.stringContaining("No such mailbox") });
  });

  it("a connection lost after the text leaves the message uncertain", async () => {
    const { store, id } = await until({ hangUp: "data" });
    expect(standing(store, id).state).toBe("uncertain");
  });
});

describe("a database file", () => {
  it("keeps a killed dispatcher's claim for the next process", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "enlace-kill-")), "enlace.db");
    migrateFile(file, join(process.cwd(), "db/migrations"));
    const store = storeOf(connect(file));
    const id = aMessage(store, anOffice(store));
    void dispatchDue(store, kinds, () => new Promise(() => {}), NOW);
    const next = storeOf(new Database(file));
    const { transport, mails } = answering();
    await dispatchDue(next, kinds, transport, NOW + LEASE + 1000);
    expect(standing(next, id).state).toBe("uncertain");
    expect(mails).toEqual([]);
    store.raw.close();
    next.raw.close();
  });
});
