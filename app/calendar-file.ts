import "server-only";

const headers = { "cache-control": "private, no-store", "x-robots-tag": "noindex", "referrer-policy": "same-origin" };

/** A calendar as a file of this name (letters, digits, hyphens). */
export const calendarResponse = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      ...headers,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.ics"`,
      "content-security-policy": "default-src 'none'; sandbox",
    },
  });

/** One answer for a wrong, revoked or expired address. */
export const deadCalendar = (): Response => new Response(null, { status: 404, headers });
