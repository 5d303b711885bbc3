import { z } from "zod";
import { choice, ref } from "../kernel/input";

export const messageInput = z.strictObject({ messageId: ref() });
export type MessageInput = z.output<typeof messageInput>;

export const resolveInput = z.strictObject({ messageId: ref(), outcome: choice(["sent", "again"]) });
export type ResolveInput = z.output<typeof resolveInput>;
