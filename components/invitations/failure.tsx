import { failureOf } from "@/core/mail/rules";
import type { Translator } from "@/lib/i18n";

/** Why a message did not arrive, in words; what the server said stands behind "Details". */
export function Failure({ answer, t }: { answer: string; t: Translator }) {
  return (
    <div className="failure meta">
      {t(`mail.failure.${failureOf(answer)}`)}
      <details>
        <summary className="link">{t("mail.details")}</summary>
        <q>
          <span lang="en">{answer}</span>
        </q>
      </details>
    </div>
  );
}
