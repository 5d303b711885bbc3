import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { Said } from "@/components/ui/page";
import type { Translator } from "@/lib/i18n";
import type { CalendarDay, Entry } from "./month";

const link = (href: string) => (chunks: ReactNode) => (
  <a className="name" href={href}>
    {chunks}
  </a>
);

function Line({ icon, kind, children }: { icon: IconName; kind: string; children: ReactNode }) {
  return (
    <li className={kind}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </li>
  );
}

/** Everything of one day in one order: why it is off, what meets, what is to be answered, what falls due, what the world keeps. */
export function Entries({ t, of, most, list }: { t: Translator; of: CalendarDay; most?: number; list?: string }) {
  const dues = most === undefined ? of.dues : of.dues.slice(0, most);
  const left = of.dues.length - dues.length;
  const title = ({ title: reading }: Entry) => <Said reading={reading} locale={t.locale} />;
  return (
    <ul className="entries-of-day">
      {of.closed.map(({ id, text }) => (
        <Line key={id} icon="calendarOff" kind="closed">
          {text}
        </Line>
      ))}
      {of.paused.map(({ id, text }) => (
        <Line key={id} icon="clock" kind="paused">
          {text}
        </Line>
      ))}
      {of.meetings.map((one) => (
        <Line key={one.href} icon={one.draft ? "dashed" : "briefings"} kind="meets">
          {one.hour && <b>{one.hour}</b>} {one.zone && <span className="meta">{one.zone}</span>} {link(one.href)(title(one))}
          {one.draft && <span className="meta"> {t("calendar.draft")}</span>}
        </Line>
      ))}
      {of.replies.map((one) => (
        <Line key={one.href} icon="clock" kind="reply">
          {t.rich("calendar.reply", { title: one.title.text, a: () => link(one.href)(title(one)) })}
        </Line>
      ))}
      {dues.map((one) => (
        <Line key={one.href} icon="followups" kind="due">
          {t.rich("calendar.due", { what: one.title.text, a: () => link(one.href)(title(one)) })}
        </Line>
      ))}
      {left > 0 && (
        <Line icon="followups" kind="due">
          {list ? link(`${list}#d${of.day}`)(t("calendar.more", { n: left })) : t("calendar.more", { n: left })}
        </Line>
      )}
      {of.kept.map((name) => (
        <Line key={name} icon="building" kind="kept">
          {name}
        </Line>
      ))}
    </ul>
  );
}
