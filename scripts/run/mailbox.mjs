import { existsSync } from "node:fs";
import { quietly, say } from "./say.mjs";

const parts = ["/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/imap"];

/** Puts the mail server there that the tests read a real mailbox from, where this machine can install it; without it those tests are left out, and say so. */
export async function mailbox() {
  if (parts.every((path) => existsSync(path)) || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say("Installing Dovecot for the tests of the mailbox.");
  await quietly("apt-get", ["update"]);
  await quietly("apt-get", ["install", "-y", "--no-install-recommends", "dovecot-imapd", "dovecot-lmtpd"], {
    DEBIAN_FRONTEND: "noninteractive",
  });
}
