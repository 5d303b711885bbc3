import { startReading } from "@/app/incoming";
import { startMailing } from "@/app/mailing";
import { openStore } from "@/db/store";

/*
 * Mail, the mailbox and the jobs of the hour in a process of their own, beside a server that leaves them to it and beside
 * others of its kind. It ends when it is told to, once what has begun to leave has left.
 */

/** Pause between two looks at the version of the database, milliseconds. */
const PAUSE = 5000;

const store = openStore();
const version = (): unknown => store.raw.prepare("select max(created_at) as last from __drizzle_migrations").get();
const begun = JSON.stringify(version());
/** Also what keeps the process alive: everything else may be waited for without it. */
const watching = setInterval(() => {
  if (JSON.stringify(version()) === begun) return;
  console.error("The database was brought to another version. This worker ends; start it again with the code of the server.");
  process.exitCode = 1;
  process.kill(process.pid, "SIGTERM");
}, PAUSE);

console.log("Sending mail, reading the mailbox and clearing up.");
await Promise.all([startMailing(), startReading()]);
clearInterval(watching);
store.raw.close();
process.exit();
