import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { smtpTransport, type Transport } from "@/lib/mail/transport";

type Behaviour = {
  /** Codes given to the first messages at that point; afterwards the message is taken. */
  recipient?: readonly number[];
  data?: readonly number[];
  hangUp?: "recipient" | "data";
  signIn?: "refused";
  /** Milliseconds before an answer at that point. */
  slow?: { greeting?: number; data?: number };
};

export type Server = {
  url: string;
  transport: Transport;
  got: { recipients: string[]; raw: string }[];
  /** How many messages have begun to come in. */
  begun: () => number;
  close: () => Promise<void>;
};

const failure = (code: number | undefined): Error | null =>
  code === undefined ? null : Object.assign(new Error(code < 500 ? "Try again later" : "No such mailbox"), { responseCode: code });

/** A mail server on this machine that behaves as badly as asked. */
export async function aServer({ recipient = [], data = [], hangUp, signIn, slow = {} }: Behaviour = {}): Promise<Server> {
  const got: Server["got"] = [];
  let begun = 0;
  const codes = { recipient: [...recipient], data: [...data] };
  const server = new SMTPServer({
    authOptional: signIn === undefined,
    allowInsecureAuth: true,
    disabledCommands: signIn ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    logger: false,
    onAuth: (_auth, _session, done) => done(Object.assign(new Error("Wrong password"), { responseCode: 535 })),
    onRcptTo: (_address, session, done) => {
      if (hangUp === "recipient") return drop(server, session.id);
      done(failure(codes.recipient.shift()));
    },
    onConnect: (_session, done) => void setTimeout(done, slow.greeting ?? 0),
    onData: (stream, session, done) => {
      begun += 1;
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (hangUp === "data") return drop(server, session.id);
        const trouble = failure(codes.data.shift());
        if (!trouble) got.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() });
        setTimeout(() => done(trouble), slow.data ?? 0);
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  const url = `smtp://${signIn ? "user:pass@" : ""}127.0.0.1:${port}`;
  return {
    url,
    transport: smtpTransport(url),
    got,
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
