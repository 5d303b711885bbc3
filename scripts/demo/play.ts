import { keepPresentation } from "./commitments";
import { changeSince, fillDirectory } from "./directory";
import { playFollowUpTable } from "./follow-up-table";
import { keepGroup } from "./groups";
import { playNeighbour } from "./neighbour";
import { openPanama } from "./offices";
import { playPresentation } from "./presentation";
import { keepRoundTable, playRoundTable } from "./round-table";
import { Calendar } from "./stage";
import { playDraft, playUpcoming } from "./upcoming";

/** Plays the model case through the verbs people use; `now` is the first start, milliseconds UTC. */
export async function play(now: number): Promise<void> {
  const panama = openPanama(now);
  const calendar = new Calendar(now, panama.officeId);
  const directory = fillDirectory(panama.marisol);
  const table = await playRoundTable(panama, directory);
  keepRoundTable(panama, directory, table);
  const presentation = await playPresentation(panama, directory);
  changeSince(panama.marisol, directory);
  keepPresentation(panama, directory, presentation, calendar);
  keepGroup(panama, directory);
  await playFollowUpTable(panama, directory, calendar);
  await playUpcoming(panama, directory, calendar);
  playDraft(panama, calendar);
  await playNeighbour(now);
}
