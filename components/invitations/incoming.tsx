import type { ReactNode } from "react";
import type { IconName } from "@/components/ui/icon";
import { Pill, type Tone } from "@/components/ui/pill";
import type { IncomingMail } from "@/core/mail/incoming/queries";
import type { IncomingKind } from "@/db/schema/mail";
import type { Translator } from "@/lib/i18n";

const looks: Record<IncomingKind, [Tone, IconName]> = {
  answer: ["yes", "check"],
  repeat: ["none", "check"],
  unconfirmed: ["maybe", "help"],
  refresh: ["none", "calendar"],
  look: ["warn", "alert"],
  letter: ["sent", "mail"],
  returned: ["bad", "cross"],
  automatic: ["none", "clock"],
};

type Shown = Pick<IncomingMail, "kind" | "why" | "said" | "fromName" | "fromAddress" | "subject" | "text" | "seenAt" | "confirmHash">;

/** A message that came in: what it is, from whom, and the words themselves, as they were typed. */
export function IncomingLine({ t, mail, moment, children }: { t: Translator; mail: Shown; moment: string; children?: ReactNode }) {
  const { kind, why, said, fromName, fromAddress, subject, text, seenAt, confirmHash } = mail;
  const [tone, icon] = looks[kind];
  return (
    <>
      <p className="facts">
        <Pill tone={tone} icon={icon}>
          {t(`incoming.kinds.${kind}`)}
        </Pill>
        <b>{fromName ? t("incoming.from", { name: fromName, address: fromAddress }) : fromAddress}</b>
      </p>
      {children && <p>{children}</p>}
      {kind === "unconfirmed" && (
        <p>
          {said && t(`incoming.said.${said}`)} {t(confirmHash ? "incoming.unconfirmed" : "incoming.unasked")}
        </p>
      )}
      {kind === "look" && (
        <p>
          {said && t(`incoming.said.${said}`)} {why && t(`incoming.why.${why}`)}
        </p>
      )}
      {text ? (
        <details>
          <summary>{subject || t("incoming.text")}</summary>
          <blockquote className="whitespace-pre-line" dir="auto">
            {text}
          </blockquote>
        </details>
      ) : (
        <p dir="auto">{subject}</p>
      )}
      <p className="meta">{seenAt === null ? moment : `${moment} · ${t("incoming.read")}`}</p>
    </>
  );
}
