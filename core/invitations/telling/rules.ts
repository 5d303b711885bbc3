/** Whether somebody has to be called: no mail has told them, and none is on its way. */
export const isUntold = (told: { state: string } | undefined): boolean =>
  told !== undefined && told.state !== "told" && told.state !== "leaving";
