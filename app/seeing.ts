import "server-only";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { ref } from "@/core/kernel/input";

type Send = (previous: FormState, data: FormData) => Promise<FormState>;
type Kept = Record<string, string>;

/**
 * A form that sends to many, and whose buttons "Preview" only look at one of its messages: who is not ticked, and what
 * else was typed (`typed`), goes along in the address, so that nothing of it is lost, with script and without.
 */
export const orSee = (send: Send, typed: readonly string[], to: (briefingId: string, kept: Kept, data: FormData) => string): Send =>
  async function sendOrSee(previous, data) {
    const isRef = (value: unknown): value is string => ref().safeParse(value).success;
    const [see, briefingId] = [data.get("_see"), data.get("briefingId")];
    if (!isRef(see) || !isRef(briefingId)) return send(previous, data);
    const ticked = new Set(data.getAll("invitations"));
    const out = data.getAll("_offered").filter((id) => isRef(id) && !ticked.has(id));
    const kept: Kept = { see, ...(out.length > 0 ? { out: out.join(".") } : {}) };
    for (const name of typed) {
      const value = data.get(name);
      if (typeof value === "string" && value) kept[name] = value.slice(0, 200);
    }
    redirect(`${to(briefingId, kept, data)}#preview`);
  };
