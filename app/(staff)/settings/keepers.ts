import "server-only";
import { notFound } from "next/navigation";
import { type Context, staffContext } from "@/app/context";
import { canKeepOffice } from "@/core/offices/policy";

/** The context of a page for administrators; to anyone else the page does not exist. */
export async function keeperContext(): Promise<Context> {
  const context = await staffContext();
  if (!canKeepOffice(context.actor, context.office)) notFound();
  return context;
}
