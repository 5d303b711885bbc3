import { officeNamed } from "@/core/offices/rules";
import { capitalized } from "@/lib/text";
import type { GuestView } from "./view";

/** What happens to personal data: one sentence, and the whole notice folded behind it. */
export function Notice({ view }: { view: GuestView }) {
  const { t, office } = view;
  const contact = office.contactEmail ?? office.contactPhone;
  const text = t("guest.notice.text", {
    office: capitalized(officeNamed(office, t.locale, "name").the),
    contact: contact ? ` (${contact})` : "",
  });
  const [before, ...after] = contact ? text.split(contact) : [text];
  return (
    <details className="thin">
      <summary>
        {t("guest.notice.short")} <u>{t("guest.notice.full")}</u>
      </summary>
      <div className="fold">
        <p>
          {before}
          {contact ? <span className="one">{contact}</span> : null}
          {after.join(contact ?? "")}
        </p>
      </div>
    </details>
  );
}
