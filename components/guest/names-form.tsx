import { noticeVersions } from "@/core/invitations/answers/rules";
import { countSeats } from "@/core/invitations/seats/rules";
import { Notice } from "./notice";
import { Option } from "./parts";
import { Person } from "./person";
import { type GuestView, isChosen, typed } from "./view";

/** Rows to add somebody: as many as seats are left, so that a whole delegation is one save. */
const ADDABLE = 6;

/** Who will come: those named, people known or sent before in one tap each, somebody new in two fields, seats held. */
export function NamesForm({ view }: { view: GuestView }) {
  const { t, delegation, known, invitation } = view;
  const { quota } = invitation;
  const { named, toDesignate } = countSeats(delegation);
  const standing = delegation.filter((d) => d.name !== null);
  const held = delegation.length - standing.length;
  const rows = Math.min(ADDABLE, Math.max(1, quota - standing.length));
  return (
    <form method="post" action={view.address()} className="ask" id="names" noValidate>
      <input type="hidden" name="act" value="names" />
      <input type="hidden" name="key" value={view.key} />
      <input type="hidden" name="language" value={t.locale} />
      <input type="hidden" name="notice" value={noticeVersions[0]} />
      <input type="hidden" name="stamp" value={view.stamp} />
      <h2>{t("guest.names.title", { n: quota })}</h2>
      <p className="hint">{t("guest.names.hint")}</p>
      <div className="opts">
        {standing.map((delegate) => (
          <Person key={delegate.id} view={view} row={delegate.id} name={delegate.name ?? ""} post={delegate.post} delegate={delegate} />
        ))}
        {known.map(({ ref, name, post }) => (
          <Person key={ref} view={view} row={ref} name={name} post={post} />
        ))}
        {Array.from({ length: rows }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the empty rows never change places
          <Person key={i} view={view} row={`new${i + 1}`} further={i > 0} />
        ))}
        <Option
          type="checkbox"
          name="hold"
          value="yes"
          id="hold"
          checked={isChosen(view, "names", "hold", "yes", held > 0)}
          label={t("guest.names.hold")}
          panel={quota > 1 ? <Holds view={view} held={held} quota={quota} /> : undefined}
        />
      </div>
      <p className="count">
        <b>{t("guest.names.seats", { used: named + toDesignate, quota })}</b>{" "}
        <span className="mu">{t(toDesignate > 0 ? "guest.names.takesHeld" : "guest.names.further")}</span>
      </p>
      <Notice view={view} />
      <button className="btn" type="submit">
        {t("guest.names.save")}
      </button>
      <p className="mu s after">{t("guest.names.tell")}</p>
    </form>
  );
}

function Holds({ view, held, quota }: { view: GuestView; held: number; quota: number }) {
  return (
    <p className="f">
      <label htmlFor="holds">{view.t("guest.names.holdMany")}</label>{" "}
      <select className="in few" id="holds" name="holds" defaultValue={typed(view, "names", "holds", String(Math.max(1, held)))}>
        {Array.from({ length: Math.max(quota, held) }, (_, i) => String(i + 1)).map((n) => (
          <option key={n}>{n}</option>
        ))}
      </select>
    </p>
  );
}
