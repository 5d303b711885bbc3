import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { enqueue, type MessageKinds } from "@/core/kernel/outbox";
import { dispatchDue, isAnythingDue } from "@/core/mail/dispatch";
import { mailHealth } from "@/core/mail/queries";
import { AT_ONCE, LEASE, MOST_AT_ONCE } from "@/core/mail/rules";
import { waits } from "@/core/mail/waiting/queries";
import { HOUR } from "@/core/mail/waiting/rules";
import { holidays, messages, offices, pauses } from "@/db/schema";
import type { Store } from "@/db/store";
import { newId } from "@/lib/ids";
import type { Delivery, Transport } from "@/lib/mail/transport";
import { anOffice, emptyStore, NOW, system } from "../factories";
import { letter, standing } from "../mail/letters";

const MINUTE = 60_000;
/** An instant by the clock of Panama, five hours behind UTC all year; 30 November 2021 is a Tuesday. */
const at = (local: string): number => Date.parse(`${local}:00-05:00`);
const inPanama = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment - 5 * HOUR).toISOString().slice(0, 16);

const kinds: MessageKinds = Object.fromEntries(
  ["invitation", "reminder", "names_request", "follow_up_questions", "sign_in"].map((kind) => [kind, () => letter({ subject: kind })]),
);

let store: Store;
let officeId: string;
let serial = 0;
let left: string[] = [];
const transport: Transport = async ({ mailId }) => {
  left.push(mailId.slice(1, mailId.indexOf("@")));
  return { kind: "sent" };
};
/** A message that is due, each a little later than the one before. */
const put = (kind: string, address = "ana@minsa.example", moment = NOW, office: string | null = officeId): string => {
  const key = `${kind}:${++serial}`;
  const sendAfter = moment - 1000 + serial;
  const id = enqueue(store, system(sendAfter), { kind, key, officeId: office, to: { address }, language: "es", sendAfter });
  return id ?? "";
};
/** Sends what is due and gives the ids of what left. */
const dispatch = async (now: number, manner: Parameters<typeof dispatchDue>[4] = {}): Promise<string[]> => {
  left = [];
  await dispatchDue(store, kinds, transport, now, manner);
  return left;
};
const why = (id: string, now: number) => {
  const wait = waits(store, officeId, now)(standing(store, id));
  return wait && `${wait.why} ${inPanama(wait.until)}`;
};

beforeEach(() => {
  store = emptyStore();
  officeId = anOffice(store);
});

describe("one reminder a day to one address", () => {
  it("lets the first leave and the second wait for the next morning, whatever they are about and however the address is written", async () => {
    const [first, second, third] = [put("reminder"), put("names_request", "Ana@Minsa.example"), put("follow_up_questions")];
    expect(await dispatch(NOW)).toEqual([first]);
    expect(standing(store, second)).toMatchObject({ state: "queued", held: "reminded", attempts: 0 });
    expect(why(second, NOW + MINUTE)).toBe("reminded 2021-12-01T09:00");
    expect(isAnythingDue(store, at("2021-12-01T08:59"))).toBe(false);
    expect(mailHealth(store, officeId, at("2021-12-01T08:59"))).toBeUndefined();
    expect(await dispatch(at("2021-12-01T09:00"))).toEqual([second]);
    expect(standing(store, second)).toMatchObject({ state: "sent", held: null });
    expect(why(third, at("2021-12-01T09:01"))).toBe("reminded 2021-12-02T09:00");
    expect(await dispatch(at("2021-12-02T09:00"))).toEqual([third]);
  });

  it("never holds another message, another address or another office's", async () => {
    const other = anOffice(store, "cr");
    const ids = [
      put("reminder"),
      put("invitation"),
      put("sign_in"),
      put("reminder", "luis@mides.example"),
      put("reminder", "ana@minsa.example", NOW, other),
    ];
    expect((await dispatch(NOW)).sort()).toEqual(ids.sort());
  });

  it("waits for the next day that is worked, past a pause and the quiet hours", async () => {
    const friday = at("2021-12-03T10:00");
    const off = { officeId, name: { es: "Día" }, calendar: "country" as const };
    store.db
      .insert(holidays)
      .values([{ id: newId("hol"), day: "2021-12-06", ...off }])
      .run();
    store.db
      .insert(pauses)
      .values({ id: newId("pau"), officeId, firstDay: "2021-12-07", lastDay: "2021-12-08", reason: { es: "x" }, createdAt: NOW })
      .run();
    store.db
      .update(offices)
      .set({ quietHours: { from: "20:00", to: "09:30", days: [1, 2, 3, 4, 5] } })
      .run();
    put("reminder", undefined, friday);
    const second = put("reminder", undefined, friday);
    await dispatch(friday);
    expect(why(second, friday)).toBe("reminded 2021-12-09T09:30");
  });

  it("keeps a reminder back on a day off", async () => {
    store.db
      .insert(holidays)
      .values({ id: newId("hol"), officeId, day: "2021-11-30", name: { es: "Día" }, calendar: "country" })
      .run();
    const [reminder, invitation] = [put("reminder"), put("invitation")];
    expect(await dispatch(NOW)).toEqual([invitation]);
    expect(why(reminder, NOW)).toBe("day_off 2021-12-01T09:00");
    expect(await dispatch(at("2021-12-01T09:00"))).toEqual([reminder]);
  });

  it("counts one that may have arrived, and not one that did not", async () => {
    const answers: Delivery[] = [
      { kind: "later", answer: "451 later" },
      { kind: "doubtful", answer: "?" },
    ];
    const troubled: Transport = async () => answers.shift() ?? { kind: "sent" };
    const [tried, doubtful, third] = [put("reminder"), put("reminder"), put("reminder")];
    for (const id of [tried, doubtful, third]) {
      expect(standing(store, id).state).toBe("queued");
    }
    await dispatchDue(store, kinds, troubled, NOW, { atOnce: 1 });
    expect([tried, doubtful, third].map((id) => standing(store, id).state)).toEqual(["queued", "uncertain", "queued"]);
    expect(why(tried, NOW + 1000)).toMatch(/^retry/);
    expect(why(third, NOW + 1000)).toBe("reminded 2021-12-01T09:00");
    expect(await dispatch(NOW + MINUTE)).toEqual([]);
    expect(why(tried, NOW + MINUTE)).toBe("reminded 2021-12-01T09:00");
  });
});

describe("most messages in an hour", () => {
  afterEach(() => {
    delete process.env.MAIL_PER_HOUR;
  });

  it("holds an office at its own limit, but not its sign-in mail, and calls that no trouble", async () => {
    store.db.update(offices).set({ mailPerHour: 3 }).run();
    const ids = Array.from({ length: 5 }, () => put("invitation"));
    const other = anOffice(store, "cr");
    const theirs = put("invitation", undefined, NOW, other);
    expect((await dispatch(NOW)).sort()).toEqual([...ids.slice(0, 3), theirs].sort());
    expect(isAnythingDue(store, NOW + MINUTE)).toBe(false);
    const signIn = put("sign_in", undefined, NOW + MINUTE);
    expect(await dispatch(NOW + MINUTE)).toEqual([signIn]);
    expect(why(ids[4] ?? "", NOW + 5 * MINUTE)).toBe("cap 2021-11-30T10:00");
    expect(mailHealth(store, officeId, NOW + 30 * MINUTE)).toBeUndefined();
    expect(await dispatch(NOW + HOUR + 5000)).toEqual(ids.slice(3));
  });

  it("counts no sign-in mail against an office: whoever asks for many would hold up its letters", async () => {
    store.db.update(offices).set({ mailPerHour: 3 }).run();
    const asked = Array.from({ length: 3 }, () => put("sign_in"));
    expect(await dispatch(NOW)).toHaveLength(asked.length);
    const letters = Array.from({ length: 3 }, () => put("invitation", undefined, NOW + MINUTE));
    expect(await dispatch(NOW + MINUTE)).toEqual(letters);
  });

  it("holds the whole installation at the limit of its server", async () => {
    process.env.MAIL_PER_HOUR = "2";
    const other = anOffice(store, "cr");
    const ids = [put("invitation"), put("invitation"), put("invitation", undefined, NOW, other)];
    expect(await dispatch(NOW)).toHaveLength(2);
    expect(waits(store, other, NOW + MINUTE)(standing(store, ids[2] ?? ""))?.why).toBe("cap");
    expect(await dispatch(NOW + HOUR - MINUTE)).toEqual([]);
    expect(await dispatch(NOW + HOUR + 5000)).toEqual(ids.slice(2));
  });

  it("asks nothing of the limits while nothing is due, and finds them by an index", () => {
    store.db.update(offices).set({ mailPerHour: 3 }).run();
    const plan = store.raw
      .prepare(
        "explain query plan select claimed_at from message where office_id = ? and claimed_at between ? and ? order by claimed_at desc",
      )
      .all("x", 0, 1) as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain("message_pace_ix");
    expect(isAnythingDue(store, NOW)).toBe(false);
  });
});

describe("the pace", () => {
  it("gives a domain one message a second, and others theirs at once", async () => {
    const [one, two, three] = [put("invitation"), put("invitation", "luis@MINSA.example"), put("invitation", "eva@mides.example")];
    const moments = new Map<string, number>();
    const timed: Transport = async ({ mailId }) => {
      moments.set(mailId.slice(1, mailId.indexOf("@")), performance.now());
      return { kind: "sent" };
    };
    expect(await dispatchDue(store, kinds, timed, NOW, { paced: true })).toBe(3);
    const [first, second, third] = [one, two, three].map((id) => moments.get(id) ?? 0);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(950);
    expect((third ?? 0) - (first ?? 0)).toBeLessThan(700);
  });

  it("ends its wait when it is told to stop", async () => {
    put("invitation");
    put("invitation");
    const stopping = new AbortController();
    const began = performance.now();
    const done = dispatchDue(store, kinds, transport, NOW, { paced: true, signal: stopping.signal });
    setTimeout(() => stopping.abort(), 50);
    expect(await done).toBe(1);
    expect(performance.now() - began).toBeLessThan(700);
  });

  it("has ten messages on their way at most, by however many processes", async () => {
    for (let n = 0; n < 12; n++) put("invitation");
    const never: Transport = () => new Promise(() => {});
    for (let n = 0; n < 3; n++) void dispatchDue(store, kinds, never, NOW, { atOnce: AT_ONCE });
    const sending = (): number =>
      store.db
        .select()
        .from(messages)
        .all()
        .filter(({ state }) => state === "sending").length;
    expect(sending()).toBe(MOST_AT_ONCE);
    expect(await dispatch(NOW + LEASE + 1000)).toHaveLength(2);
  });

  it("takes what somebody waits for first", async () => {
    const wave = Array.from({ length: 3 }, () => put("invitation"));
    const signIn = put("sign_in", "colleague@oim.example", NOW + 1);
    expect(await dispatch(NOW + 1000, { atOnce: 1 })).toEqual([signIn, ...wave]);
  });
});

describe("why a message waits", () => {
  it("is told of each that has not left", async () => {
    const undo = enqueue(store, system(), {
      kind: "invitation",
      key: "undo",
      officeId,
      to: { address: "a@b.example" },
      language: "es",
      sendAfter: NOW + MINUTE,
    });
    expect(why(undo ?? "", NOW)).toBe("undo 2021-11-30T09:01");
    const planned = put("invitation");
    store.db
      .update(messages)
      .set({ sendAfter: NOW + HOUR })
      .run();
    expect(why(planned, NOW)).toBe("planned 2021-11-30T10:00");
    const now = at("2021-11-30T21:00");
    store.db
      .update(offices)
      .set({ quietHours: { from: "20:00", to: "07:00", days: [2] } })
      .run();
    const [quiet, reminder, signIn] = [put("invitation", undefined, now), put("reminder", undefined, now), put("sign_in", undefined, now)];
    expect(why(quiet, now)).toBe("quiet 2021-12-01T07:00");
    expect(why(signIn, now)).toBeUndefined();
    store.db
      .insert(pauses)
      .values({ id: newId("pau"), officeId, firstDay: "2021-11-30", lastDay: "2021-12-01", reason: { es: "x" }, createdAt: NOW })
      .run();
    expect(why(reminder, now)).toBe("pause 2021-12-02T00:00");
    await dispatch(now);
    expect(why(signIn, now)).toBeUndefined();
  });
});

describe("mail that leaves slowly", () => {
  it("is no trouble while messages leave, but for one that was tried in vain", async () => {
    const ids = Array.from({ length: 3 }, () => put("invitation"));
    const now = NOW + 10 * MINUTE;
    expect(mailHealth(store, officeId, now)).toMatchObject({ waiting: 3 });
    const one: Transport = async () => ({ kind: "later", answer: "451 later" });
    const stopping = new AbortController();
    await dispatchDue(
      store,
      kinds,
      async (mail, begin) => {
        stopping.abort();
        return one(mail, begin);
      },
      now,
      { atOnce: 1, signal: stopping.signal },
    );
    // Given back, it never was on its way.
    expect(mailHealth(store, officeId, now + 1000)).toMatchObject({ waiting: 3 });
    await dispatchDue(store, kinds, one, now, { atOnce: 1 });
    store.db.update(messages).set({ attempts: 0 }).run();
    expect(mailHealth(store, officeId, now + 1000)).toBeUndefined();
    store.db.update(messages).set({ attempts: 1 }).run();
    expect(mailHealth(store, officeId, now + 1000)).toMatchObject({ waiting: ids.length });
  });
});
