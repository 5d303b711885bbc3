import type { Translator } from "@/lib/i18n";

export type Recipient = {
  id: string;
  called: string;
  lang: string;
  to: string;
  address: string;
  /** Where its preview is. */
  see: string;
  shown: boolean;
  note?: string;
};

/** Who gets a message, each ticked, each with its preview one press away. */
export function Recipients({ recipients, t }: { recipients: Recipient[]; t: Translator }) {
  return (
    <ul className="recipients">
      {recipients.map((r) => (
        <li key={r.id} className={r.shown ? "shown" : undefined}>
          <label className="check">
            <input type="checkbox" name="invitations" value={r.id} defaultChecked />
            <span>
              <b lang={r.lang}>{r.called}</b>
              <small>
                {r.to}, {r.address}
                {r.note && ` · ${r.note}`}
              </small>
            </span>
          </label>
          <a
            className="link"
            href={r.see}
            aria-current={r.shown ? "true" : undefined}
            aria-label={t("invitations.send.previewOf", { name: r.called })}
          >
            {t("invitations.send.preview")}
          </a>
        </li>
      ))}
    </ul>
  );
}
