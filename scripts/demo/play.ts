import { fillDirectory, renameSince } from "./directory";
import { openCostaRica, openPanama } from "./offices";

/** Plays the model case through the verbs people use; `now` is the first start, milliseconds UTC. */
export async function play(_now: number): Promise<void> {
  const panama = openPanama();
  const directory = fillDirectory(panama.marisol);
  renameSince(panama.marisol, directory);
  openCostaRica();
}
