import { type Briefing, hasBegun } from "../../briefings/rules";

/** Whether those who were told of an invitation still have to hear that it is withdrawn: until the meeting begins, and not once it is off. */
export const isToTell = (briefing: Pick<Briefing, "state" | "startsAt" | "dateOpen">, now: number): boolean =>
  briefing.state !== "cancelled" && !hasBegun(briefing, now);
