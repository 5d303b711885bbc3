import "server-only";
import { notFound } from "next/navigation";
import { type Context, staffContext } from "@/app/context";
import { canKeepDirectory } from "@/core/institutions/policy";
import { canKeepOffice } from "@/core/offices/policy";

/** The context of a page for administrators; to anyone else the page does not exist. */
export async function keeperContext(): Promise<Context> {
  const context = await staffContext();
  if (!canKeepOffice(context.actor, context.office)) notFound();
  return context;
}

/** The context of a page for those who keep the directory; to anyone else the page does not exist. */
export async function directoryContext(): Promise<Context> {
  const context = await staffContext();
  if (!canKeepDirectory(context.actor, context.actor)) notFound();
  return context;
}
