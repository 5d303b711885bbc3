import { resolve } from "node:path";

const text = (name: string): string | undefined => process.env[name]?.trim() || undefined;

/** Settings read from the environment; every one is documented in the README. Read late, so tests can set them. */
export const env = {
  get port(): number {
    return Number(text("PORT") ?? 3000);
  },
  /** The folder that holds everything that must survive. */
  get dataDir(): string {
    return resolve(/* turbopackIgnore: true */ text("DATA_DIR") ?? "data");
  },
  /** Address without a trailing slash; links in mails are built from it alone, never from a request. */
  get appUrl(): string {
    return (text("APP_URL") ?? `http://localhost:${env.port}`).replace(/\/+$/, "");
  },
  get smtpUrl(): string | undefined {
    return text("SMTP_URL");
  },
  get mailFrom(): string | undefined {
    return text("MAIL_FROM");
  },
  /** What outgoing mail is signed with: a private key or the file it lies in, the selector its public half is published under, and the domain, if not the sender's. */
  get dkim(): { key: string; selector: string; domain?: string } | undefined {
    const [key, selector] = [text("DKIM_KEY"), text("DKIM_SELECTOR")];
    return key && selector ? { key, selector, domain: text("DKIM_DOMAIN") } : undefined;
  },
  /** Most messages that leave this installation within an hour. */
  get mailPerHour(): number | undefined {
    return Number(text("MAIL_PER_HOUR")) || undefined;
  },
  /** Whether mail, the mailbox and the jobs of the hour are left to processes of their own (`npm run worker`). */
  get separateWorker(): boolean {
    return text("WORKER") === "separate";
  },
  /** The mailbox that takes answers (`replies@oim.example`), told apart by what follows a plus. Read where `imapUrl` says; without both calendars only tell. */
  get mailReplies(): string | undefined {
    return text("MAIL_REPLIES");
  },
  /** Where `mailReplies` is read: `imaps://user:password@host/INBOX`. */
  get imapUrl(): string | undefined {
    return text("IMAP_URL");
  },
  /** What the server that receives for `mailReplies` calls itself in `Authentication-Results`; without it no sender is vouched for. */
  get mailServer(): string | undefined {
    return text("MAIL_SERVER");
  },
  /** A database made now becomes a demo: `DEMO=1`, or neither an address nor a mail server is configured. */
  get demo(): boolean {
    const wanted = text("DEMO");
    if (wanted !== undefined) return wanted === "1";
    return text("APP_URL") === undefined && text("SMTP_URL") === undefined;
  },
  /** Most bytes the files of one office may take: `FILES_QUOTA`, in megabytes. */
  get filesQuota(): number {
    return (Number(text("FILES_QUOTA")) || 2000) * 1_000_000;
  },
  /** Whether a proxy of ours stands in front, so that the last entry of `X-Forwarded-For` is its word and not a client's. */
  get trustProxy(): boolean {
    return text("TRUST_PROXY") === "1";
  },
  /** The organisation's own sign-in, where it is configured: an OpenID provider, and what we are called there. */
  get oidc(): { issuer: string; clientId: string; clientSecret?: string } | undefined {
    const [issuer, clientId] = [text("OIDC_ISSUER"), text("OIDC_CLIENT_ID")];
    return issuer && clientId ? { issuer, clientId, clientSecret: text("OIDC_CLIENT_SECRET") } : undefined;
  },
  /** What that sign-in is called on its button, in a language of its own or in all. */
  oidcName(language: string): string {
    return text(`OIDC_NAME_${language.toUpperCase()}`) ?? text("OIDC_NAME") ?? new URL(env.oidc?.issuer ?? env.appUrl).hostname;
  },
  /** Whether cookies may be bound to this host (`__Host-`): only over https or on localhost. */
  get secureCookies(): boolean {
    return env.appUrl.startsWith("https://") || /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(env.appUrl);
  },
};
