import { once } from "node:events";
import { dispatchDue, isAnythingDue } from "@/core/mail/dispatch";
import { connect, storeOf } from "@/db/store";
import { smtpTransport } from "@/lib/mail/transport";
import { kinds } from "../mail/letters";

/**
 * A dispatcher in a process of its own: FILE SMTP_URL. Begins when it is told the time, and works until nothing is due; so
 * whoever starts the next one decides whether the claims of a killed one have run out.
 */
const [file = "", url = ""] = process.argv.slice(2);
const store = storeOf(connect(file));
process.send?.("ready");
const [start] = await once(process, "message");
const began = performance.now();
const now = (): number => Math.round(Number(start) + performance.now() - began);
while (isAnythingDue(store, now())) await dispatchDue(store, kinds, smtpTransport(url), now());
store.raw.close();
process.disconnect();
