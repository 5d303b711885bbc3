import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dispatchDue } from "@/core/mail/dispatch";
import { anOffice, emptyStore, NOW } from "../factories";
import { aMessage, kinds, standing } from "./letters";
import { aServer, type Server } from "./server";

describe("the messages about one invitation", () => {
  let server: Server;
  beforeEach(async () => {
    server = await aServer();
  });
  afterEach(() => server.close());

  it("stand under the first one that left for the address, and under no other", async () => {
    const store = emptyStore();
    const officeId = anOffice(store);
    let now = NOW;
    /** Sends one message and gives what it says it follows. */
    const send = async (change: Parameters<typeof aMessage>[2]) => {
      now += 60_000;
      const id = aMessage(store, officeId, { sendAfter: now, ...change });
      await dispatchDue(store, kinds, server.transport, now);
      const { headers, messageId } = await PostalMime.parse(server.got.at(-1)?.raw ?? "");
      const said = ["in-reply-to", "references"].map((name) => headers.find(({ key }) => key === name)?.value);
      expect(messageId).toBe(standing(store, id).mailId);
      return { id, mailId: messageId, said };
    };
    const first = await send({ invitationId: "inv_1" });
    expect(first.said).toEqual([undefined, undefined]);
    const second = await send({ invitationId: "inv_1", to: { address: "Ana@minsa.example" } });
    expect(second.said).toEqual([first.mailId, first.mailId]);
    expect((await send({ invitationId: "inv_1" })).said).toEqual([first.mailId, first.mailId]);
    expect((await send({ invitationId: "inv_2" })).said).toEqual([undefined, undefined]);
    expect((await send({})).said).toEqual([undefined, undefined]);
    // Who was invited in somebody's place has had nothing it could stand under.
    expect((await send({ invitationId: "inv_1", to: { address: "luis@minsa.example" } })).said).toEqual([undefined, undefined]);
  });

  it("do not stand under one that never arrived", async () => {
    const store = emptyStore();
    const officeId = anOffice(store);
    aMessage(store, officeId, { invitationId: "inv_1" });
    await dispatchDue(store, kinds, async () => ({ kind: "refused", answer: "550 no" }), NOW);
    aMessage(store, officeId, { invitationId: "inv_1", sendAfter: NOW + 1000 });
    await dispatchDue(store, kinds, server.transport, NOW + 60_000);
    expect(server.got[0]?.raw).not.toMatch(/^(In-Reply-To|References):/im);
  });
});
