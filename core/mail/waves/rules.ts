/** How long a wave stays in sight after it was written, milliseconds, whatever became of it. */
export const LINGER = 10 * 60_000;
