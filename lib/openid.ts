import * as client from "openid-client";
import { env } from "./env";
import { paths } from "./paths";

/** What must come back with the person from the provider; kept on this side meanwhile. */
export type Sought = { state: string; nonce: string; verifier: string };

/** Who a provider says has come: its own name for them, and what it says of their address and of how they proved themselves. */
export type Vouched = { issuer: string; subject: string; claims: Record<string, unknown> };

const holder = globalThis as { enlaceOpenid?: { of: string; config: client.Configuration } };

/** Seconds a provider may take for an answer. */
const PATIENCE = 10;

/** Whether an address is on this very machine: there alone a provider may be spoken to without encryption. */
const isLoopback = (url: URL): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);

/** The provider as it describes itself, asked once; asked again as long as it does not answer. */
async function configuration(): Promise<client.Configuration> {
  const { issuer: address, clientId, clientSecret } = env.oidc ?? {};
  if (!address || !clientId) throw new Error("No provider is configured.");
  const of = `${address} ${clientId}`;
  if (holder.enlaceOpenid?.of === of) return holder.enlaceOpenid.config;
  const issuer = new URL(address);
  const plain = issuer.protocol === "http:" && isLoopback(issuer);
  const config = await client.discovery(issuer, clientId, clientSecret, undefined, {
    timeout: PATIENCE,
    execute: plain ? [client.allowInsecureRequests] : [],
  });
  holder.enlaceOpenid = { of, config };
  return config;
}

const callback = (): string => `${env.appUrl}${paths.providerCallback()}`;

/** Where the person goes to sign in at the provider, and what must come back with them: code with PKCE, state and nonce. */
export async function seek(): Promise<{ url: string; sought: Sought }> {
  const config = await configuration();
  const sought = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback(),
    scope: "openid email profile",
    state: sought.state,
    nonce: sought.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(sought.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, sought };
}

/** Takes what the provider sent along (`search`, the query of its redirect), and gives whom it vouches for. Throws unless everything fits. */
export async function taken(search: string, { state, nonce, verifier }: Sought): Promise<Vouched> {
  const config = await configuration();
  const tokens = await client.authorizationCodeGrant(config, new URL(`${callback()}${search}`), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error("The provider sent no identity.");
  // Most providers keep the address out of the token and give it on request.
  const more =
    typeof claims.email === "string" ? {} : await client.fetchUserInfo(config, tokens.access_token, claims.sub).catch(() => ({}));
  return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
}
