/** Microsoft Entra, in its clouds. */
const entra = /^https:\/\/login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)\//;

const yes = (value: unknown): boolean => value === true || value === 1 || value === "1" || value === "true";

/**
 * The address a provider vouches for, or none. Anybody can write any address into many a directory: it counts only where
 * the provider says it verified it. Entra says so of its domains (`xms_edov`), and of nothing else.
 */
export function vouchedEmail(issuer: string, claims: Record<string, unknown>): string | undefined {
  const { email } = claims;
  if (typeof email !== "string" || !email.includes("@")) return undefined;
  const verified = yes(claims.email_verified) || (entra.test(issuer) && yes(claims.xms_edov));
  return verified ? email.trim().toLowerCase() : undefined;
}

/** Whether the provider itself asked for more than one proof (RFC 8176). */
export const provedTwice = (claims: Record<string, unknown>): boolean => Array.isArray(claims.amr) && claims.amr.includes("mfa");
