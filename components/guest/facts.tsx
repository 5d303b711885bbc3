import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { formatDay } from "@/lib/dates";
import { type GuestView, isDateOpen } from "./view";
import { placeText, whenLines, whereLine } from "./words";

const strong = (chunks: ReactNode) => <b className="nb">{chunks}</b>;
const struck = (chunks: ReactNode) => <del>{chunks}</del>;

/** When, where and until when, each with its sign; the form below asks. */
export function Facts({ view }: { view: GuestView }) {
  const { t, briefing } = view;
  const [day, hours] = whenLines(view, briefing);
  const replyBy = briefing.replyBy && !view.late ? formatDay(briefing.replyBy, t.locale, "long") : undefined;
  return (
    <dl className="facts">
      <Fact icon="calendar" label={t(view.postponedFrom ? "guest.newDate" : "guest.date")}>
        <b>{day}</b>
        <br />
        {hours}
        {view.postponedFrom ? (
          <>
            <br />
            <span className="mu">
              {t.rich("guest.insteadOf", { del: struck, day: formatDay(view.postponedFrom.slice(0, 10), t.locale, "full") })}
            </span>
          </>
        ) : null}
      </Fact>
      <Fact icon="place" label={t("guest.place")} linked={isOnMap(briefing)}>
        <Place view={view} />
      </Fact>
      {replyBy ? (
        <Fact icon="clock" label={t("guest.deadline")}>
          {t.rich("guest.replyBy", { b: strong, day: replyBy })}
        </Fact>
      ) : null}
    </dl>
  );
}

/** The same in two plain lines, where the page is about something else; a date that no longer holds is struck. */
export function ShortFacts({ view }: { view: GuestView }) {
  const { briefing } = view;
  const [day, hours] = whenLines(view, briefing);
  const off = view.closed === "cancelled" || isDateOpen(briefing);
  return (
    <p className="mu">
      {off ? <del>{`${day}, ${hours}`}</del> : `${day}, ${hours}`}
      <br />
      {whereLine(view, briefing)}
    </p>
  );
}

const isOnMap = ({ mode, address }: GuestView["briefing"]): boolean => mode !== "online" && address !== null;

/** The place is its own link to a map; opening it is the reader's act, and our pages send no referrer. */
function Place({ view }: { view: GuestView }) {
  const { t, briefing } = view;
  if (!isOnMap(briefing)) return whereLine(view, briefing);
  const place = placeText(view, briefing) ?? "";
  return (
    <>
      <a href={`https://www.google.com/maps/search/?${new URLSearchParams({ api: "1", query: place })}`} rel="noreferrer">
        {place}
      </a>
      {briefing.mode === "hybrid" ? <span className="also"> {t("guest.alsoOnline")}</span> : null}
    </>
  );
}

function Fact({ icon, label, linked = false, children }: { icon: IconName; label: string; linked?: boolean; children: ReactNode }) {
  return (
    <div className={linked ? "l" : undefined}>
      <dt>
        <Icon name={icon} size={20} />
        <span className="vh">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
