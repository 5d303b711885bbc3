import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { env } from "./env";

/** What is kept of a passkey: its public half. */
export type Kept = { credentialId: string; publicKey: string; counter: number; transports: string[] };

/** For whom passkeys are made: the host people address, and no other. */
const site = () => ({ rpID: new URL(env.appUrl).hostname, origin: new URL(env.appUrl).origin });

const transportsOf = (transports: string[]) => transports as AuthenticatorTransport[];

/** What a browser needs to make a passkey: one that finds itself, and asks for a finger, a face or a PIN. */
export async function newPasskeyOptions(
  user: { id: string; email: string; name: string },
  known: Pick<Kept, "credentialId" | "transports">[],
) {
  return generateRegistrationOptions({
    rpName: "Enlace",
    rpID: site().rpID,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    attestationType: "none",
    excludeCredentials: known.map((k) => ({ id: k.credentialId, transports: transportsOf(k.transports) })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** The passkey a browser has made, when it answers this challenge; throws, or gives nothing, when it does not. */
export async function checkNewPasskey(response: unknown, challenge: string): Promise<Kept | undefined> {
  const { rpID, origin } = site();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  });
  if (!verified || !registrationInfo) return undefined;
  const { id, publicKey, counter, transports } = registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports: transports ?? [] };
}

/** What a browser needs to show a passkey: any it has for this site. */
export async function passkeyOptions() {
  return generateAuthenticationOptions({ rpID: site().rpID, userVerification: "required" });
}

/** Whether a passkey answers this challenge; its new counter when it does. */
export async function checkPasskey(response: unknown, challenge: string, kept: Kept): Promise<number | undefined> {
  const { rpID, origin } = site();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: kept.credentialId,
      publicKey: new Uint8Array(Buffer.from(kept.publicKey, "base64url")),
      counter: kept.counter,
      transports: transportsOf(kept.transports),
    },
  });
  return verified ? authenticationInfo.newCounter : undefined;
}
