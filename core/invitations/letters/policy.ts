import type { Actor } from "../../kernel/actor";
import { canInvite } from "../policy";

type OfOffice = { officeId: string };

/** All staff of the office read its register. */
export const canReadRegister = (actor: Actor, thing: OfOffice): boolean => actor.kind === "staff" && actor.officeId === thing.officeId;

/** Those who invite issue letters, void them, and attach what came back. */
export const canIssue = canInvite;
