import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";

const DOVECOT = "/usr/sbin/dovecot";

/** Whether this machine can run a mailbox of its own: Dovecot starts its parts under users of their own, as root. */
export const hasMailbox = existsSync(DOVECOT) && existsSync("/usr/lib/dovecot/lmtp") && process.getuid?.() === 0;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });

/** A real mail server on this machine alone: takes mail by LMTP, gives it by IMAP; what follows a plus is kept. */
export class Mailbox {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    private readonly imap: number,
    private readonly lmtp: number,
  ) {}

  static async open(): Promise<Mailbox> {
    const folder = mkdtempSync(join(tmpdir(), "enlace-dovecot-"));
    const [imap, lmtp] = [await freePort(), await freePort()];
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, "mail"), { mode: 0o777 });
    chmodSync(join(folder, "mail"), 0o777);
    const [uid, gid] = ["-u", "-g"].map((what) => execFileSync("id", [what, "mail"], { encoding: "utf8" }).trim());
    const config = join(folder, "dovecot.conf");
    writeFileSync(
      config,
      `base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_username_format = %Ln
recipient_delimiter = +
mail_location = maildir:${folder}/mail/%n
first_valid_uid = 1
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%n allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`,
    );
    const server = spawn(DOVECOT, ["-F", "-c", config], { stdio: "ignore" });
    return new Mailbox(folder, server, imap, lmtp);
  }

  url(user: string): string {
    return `imap://${user}:any@127.0.0.1:${this.imap}/INBOX`;
  }

  /** Delivers a message as it is; tries while the server comes up. */
  async deliver(raw: Uint8Array, to: string): Promise<void> {
    const transport = createTransport({ host: "127.0.0.1", port: this.lmtp, lmtp: true, ignoreTLS: true } as never);
    for (let attempt = 0; ; attempt++) {
      try {
        await transport.sendMail({ envelope: { from: "a@b.example", to: [to] }, raw: Buffer.from(raw) });
        return;
      } catch (thrown) {
        if (attempt > 40) throw thrown;
        await new Promise((done) => setTimeout(done, 250));
      }
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.server.once("exit", done));
    this.server.kill("SIGTERM");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
