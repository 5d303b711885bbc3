import { afterEach, describe, expect, it } from "vitest";
import type { MessageKinds } from "@/core/kernel/outbox";
import { dispatchDue } from "@/core/mail/dispatch";
import { troubleMessages } from "@/core/mail/queries";
import { backOff, failureOf } from "@/core/mail/rules";
import { waits } from "@/core/mail/waiting/queries";
import { smtpTransport } from "@/lib/mail/transport";
import { anOffice, aStaff, emptyStore, NOW } from "../factories";
import { aMessage, kinds, letter, standing } from "./letters";
import { aServer, type Server } from "./server";

let server: Server | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** One message that may leave, and what the office sees of it after each attempt. */
function waiting(told: MessageKinds = kinds) {
  const store = emptyStore();
  const officeId = anOffice(store);
  const officer = aStaff(store, officeId);
  const id = aMessage(store, officeId);
  const attempt = async (now: number) => {
    await dispatchDue(store, told, (server as Server).transport, now);
    return standing(store, id);
  };
  return {
    attempt,
    why: (now: number) => waits(store, officeId, now)(standing(store, id))?.why,
    troubles: () => troubleMessages(store, officer).map((message) => message.id === id && message.lastError),
  };
}

const DAY = 86_400_000;
const later = (attempts: number): number => NOW + backOff(attempts) + 10_000;

describe("a mail server", () => {
  it("that is down gets the message once it is up again", async () => {
    const one = waiting();
    server = await aServer();
    const { url, port } = server;
    await server.close();
    expect(await one.attempt(NOW)).toMatchObject({ state: "queued", attempts: 1, lastError: expect.stringContaining("ECONNREFUSED") });
    expect(one.why(NOW + 1000)).toBe("retry");
    expect(one.troubles()).toEqual([]);
    server = await aServer({ port });
    expect(server.url).toBe(url);
    expect(await one.attempt(NOW + 10_000)).toMatchObject({ state: "queued", attempts: 1 });
    expect(await one.attempt(later(1))).toMatchObject({ state: "sent", attempts: 2 });
    expect(server.got).toHaveLength(1);
  });

  it("that is slow gets it all the same, once", async () => {
    const one = waiting();
    server = await aServer({ slow: { greeting: 1200, data: 1200 } });
    expect(await one.attempt(NOW)).toMatchObject({ state: "sent", attempts: 1 });
    expect(server.got).toHaveLength(1);
  });

  it.each([["recipient"], ["data"]] as const)(
    "that asks to come again later (%s) is asked again after longer and longer pauses",
    async (at) => {
      const one = waiting();
      server = await aServer({ [at]: [451, 451] });
      expect(await one.attempt(NOW)).toMatchObject({ state: "queued", lastError: expect.stringMatching(/^451/) });
      expect(await one.attempt(NOW + backOff(1) - 1000)).toMatchObject({ attempts: 1 });
      const second = later(1);
      expect(await one.attempt(second)).toMatchObject({ state: "queued", attempts: 2 });
      expect(await one.attempt(second + backOff(2) - 1000)).toMatchObject({ attempts: 2 });
      expect(await one.attempt(second + backOff(2) + 10_000)).toMatchObject({ state: "sent", attempts: 3, lastError: null });
      expect(server.got).toHaveLength(1);
      expect(one.troubles()).toEqual([]);
    },
  );

  it.each([["recipient"], ["data"]] as const)("that refuses for good (%s) is not asked again, and its answer is shown", async (at) => {
    const one = waiting();
    server = await aServer({ [at]: [550] });
    expect(await one.attempt(NOW)).toMatchObject({ state: "failed" });
    expect(await one.attempt(NOW + DAY)).toMatchObject({ state: "failed", attempts: 1 });
    const [answer] = one.troubles();
    expect(answer).toMatch(/^550 No such mailbox/);
    expect(failureOf(String(answer))).toBe("unknown");
  });

  it("that hangs up before the text gets it at the next attempt", async () => {
    const one = waiting();
    server = await aServer({ hangUp: "recipient", times: 1 });
    expect(await one.attempt(NOW)).toMatchObject({ state: "queued", attempts: 1 });
    expect(await one.attempt(later(1))).toMatchObject({ state: "sent", attempts: 2 });
    expect(server.got).toHaveLength(1);
  });

  it("that hangs up amid the text cannot have taken it, and gets it at the next attempt", async () => {
    const long = letter({ blocks: Array.from({ length: 4000 }, () => ({ kind: "text", text: "palabra ".repeat(200) })) });
    const one = waiting({ test: () => long });
    server = await aServer({ hangUp: "text", times: 1 });
    expect(await one.attempt(NOW)).toMatchObject({ state: "queued", attempts: 1 });
    expect(await one.attempt(later(1))).toMatchObject({ state: "sent", attempts: 2 });
    expect(server.got).toHaveLength(1);
  }, 30_000);

  it("that hangs up after the whole text leaves it uncertain, and is never given it again unasked", async () => {
    const one = waiting();
    server = await aServer({ hangUp: "data", times: 1 });
    expect(await one.attempt(NOW)).toMatchObject({ state: "uncertain", attempts: 1 });
    expect(await one.attempt(NOW + DAY)).toMatchObject({ state: "uncertain", attempts: 1 });
    expect(one.troubles()).toHaveLength(1);
    expect(server.got).toHaveLength(0);
    expect(server.begun()).toBe(1);
  });

  it("that takes long over one message holds up no other", async () => {
    const store = emptyStore();
    const officeId = anOffice(store);
    server = await aServer({ slow: { data: 0 } });
    const quick = smtpTransport(server.url);
    const moments: string[] = [];
    for (let n = 0; n < 6; n++) aMessage(store, officeId, { to: { address: `a@${n === 0 ? "slow" : "quick"}${n}.example` } });
    await dispatchDue(
      store,
      kinds,
      async (mail, begin) => {
        if (mail.to.address.includes("slow")) await new Promise((done) => setTimeout(done, 1500));
        const delivery = await quick(mail, begin);
        moments.push(mail.to.address);
        return delivery;
      },
      NOW,
      { atOnce: 2 },
    );
    expect(moments).toHaveLength(6);
    expect(moments.at(-1)).toBe("a@slow0.example");
  });
});
