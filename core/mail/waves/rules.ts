/** How long a wave stays in sight after its last message was taken to be sent, milliseconds: a page that asks for news sees it end. */
export const LINGER = 60_000;
