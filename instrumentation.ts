/** Runs once when a server starts; `next build` passes here too and must neither open the database nor send mail. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { watchRequests } = await import("./app/arriving");
    watchRequests();
    const { env } = await import("./lib/env");
    if (env.separateWorker) return;
    const { startMailing } = await import("./app/mailing");
    const { startReading } = await import("./app/incoming");
    const { leaveAfter } = await import("./app/ending");
    leaveAfter(Promise.all([startMailing(), startReading()]));
  }
}
