import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { smtpTransport, type Transport } from "@/lib/mail/transport";

type Behaviour = {
  /** Codes given to the first messages at that point; afterwards the message is taken. */
  recipient?: readonly number[];
  data?: readonly number[];
  hangUp?: "recipient" | "text" | "data";
  /** How often it hangs up; without it, always. */
  times?: number;
  port?: number;
  signIn?: "refused" | { user: string; pass: string };
  /** Encrypted from the first byte, or on asking. */
  tls?: "at once" | "on asking";
  /** Milliseconds before an answer at that point. */
  slow?: { greeting?: number; data?: number };
};

export type Server = {
  url: string;
  port: number;
  transport: Transport;
  got: { recipients: string[]; raw: string; encrypted: boolean; user: string | undefined; by: string }[];
  /** How often a password was heard. */
  passwords: () => number;
  /** How many messages have begun to come in. */
  begun: () => number;
  close: () => Promise<void>;
};

const failure = (code: number | undefined): Error | null =>
  code === undefined ? null : Object.assign(new Error(code < 500 ? "Try again later" : "No such mailbox"), { responseCode: code });

/** A mail server on this machine that behaves as badly as asked. */
export async function aServer({
  recipient = [],
  data = [],
  hangUp,
  signIn,
  slow = {},
  tls,
  times = Number.POSITIVE_INFINITY,
  port: wanted = 0,
}: Behaviour = {}): Promise<Server> {
  const got: Server["got"] = [];
  let begun = 0;
  let passwords = 0;
  let hangUps = 0;
  const hangsUp = (at: Behaviour["hangUp"]): boolean => hangUp === at && hangUps++ < times;
  const codes = { recipient: [...recipient], data: [...data] };
  const server = new SMTPServer({
    secure: tls === "at once",
    authOptional: signIn === undefined,
    allowInsecureAuth: tls === undefined,
    disabledCommands: [...(tls === "on asking" ? [] : ["STARTTLS"]), ...(signIn ? [] : ["AUTH"])],
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      passwords += 1;
      if (signIn && signIn !== "refused" && username === signIn.user && password === signIn.pass) done(null, { user: username });
      else done(Object.assign(new Error("Wrong password"), { responseCode: 535 }));
    },
    onRcptTo: (_address, session, done) => {
      if (hangsUp("recipient")) return drop(server, session.id);
      done(failure(codes.recipient.shift()));
    },
    onConnect: (_session, done) => void setTimeout(done, slow.greeting ?? 0),
    onData: (stream, session, done) => {
      // Asked for is not begun: until its first bytes the sender may still keep it back.
      stream.once("data", () => (begun += 1));
      if (hangsUp("text")) return drop(server, session.id);
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (hangsUp("data")) return drop(server, session.id);
        const trouble = failure(codes.data.shift());
        const { envelope, secure, user, hostNameAppearsAs: by } = session;
        if (!trouble)
          got.push({
            recipients: envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(parts).toString(),
            encrypted: secure,
            user,
            by,
          });
        setTimeout(() => done(trouble), slow.data ?? 0);
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(wanted, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  const { user, pass } = signIn === "refused" ? { user: "user", pass: "pass" } : (signIn ?? { user: "", pass: "" });
  const url = `smtp${tls === "at once" ? "s" : ""}://${user ? `${user}:${encodeURIComponent(pass)}@` : ""}127.0.0.1:${port}`;
  return {
    url,
    port,
    transport: smtpTransport(url),
    got,
    passwords: () => passwords,
    begun: () => begun,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Ends a connection without a word. */
function drop(server: SMTPServer, sessionId: string): void {
  for (const connection of (server as unknown as { connections: Set<{ session: { id: string }; _socket: { destroy(): void } }> })
    .connections)
    if (connection.session.id === sessionId) connection._socket.destroy();
}
