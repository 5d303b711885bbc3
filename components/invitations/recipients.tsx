import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/i18n";

export type Recipient = {
  id: string;
  called: string;
  lang: string;
  to: string;
  address: string;
  ticked: boolean;
  shown: boolean;
  note?: string;
};

/** Who gets a message, each with a tick, and with its preview one press away; the form goes along to the preview. */
export function Recipients({ recipients, t }: { recipients: Recipient[]; t: Translator }) {
  return (
    <>
      {/* What the enter key presses: the form is sent, not the first of its messages looked at. */}
      <button type="submit" hidden />
      <ul className="recipients">
        {recipients.map((r) => (
          <li key={r.id} className={r.shown ? "shown" : undefined}>
            <input type="hidden" name="_offered" value={r.id} />
            <label className="check">
              <input type="checkbox" name="invitations" value={r.id} defaultChecked={r.ticked} />
              <span>
                <b lang={r.lang}>{r.called}</b>
                <small>
                  {r.to}, {r.address}
                  {r.note && ` · ${r.note}`}
                </small>
              </span>
            </label>
            <Button
              kind="plain"
              name="_see"
              value={r.id}
              aria-current={r.shown ? "true" : undefined}
              aria-label={t("invitations.send.previewOf", { name: r.called })}
            >
              {t("invitations.send.preview")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
