import { existsSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { guestAnswerInput } from "@/core/invitations/answers/input";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { saveDelegationInput } from "@/core/invitations/delegation/input";
import { findInvitationByToken } from "@/core/invitations/links/queries";
import { storeOf } from "@/db/store";

/** One of several processes that answer and name people at the same moment: FILE TOKEN NOW NAME…, off when FILE.go appears. */
const [file = "", token = "", now = "0", ...names] = process.argv.slice(2);
const raw = new Database(file);
raw.pragma("busy_timeout = 10000");
raw.pragma("foreign_keys = ON");
const store = storeOf(raw);
const guest = findInvitationByToken(store, token, Number(now));
if (!guest) throw new Error("the link opens nothing");
writeFileSync(`${file}.ready.${process.pid}`, "");
while (!existsSync(`${file}.go`));
const answer = guestAnswerInput.parse({ value: "accepted", by: "other", byName: names[0], language: "es", basedOn: "none" });
const said = recordAnswer(store, guest, { ...answer, invitationId: guest.invitationId });
const seats = names.map((name) => ({ name, post: "Especialista" }));
const saved = saveDelegation(store, guest, saveDelegationInput.parse({ invitationId: guest.invitationId, seats }));
console.log(JSON.stringify({ said: said.ok, saved: saved.ok && saved.value }));
