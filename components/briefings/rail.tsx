import { Icon, type IconName } from "@/components/ui/icon";
import { RailLink, RailSummary } from "./rail-client";

export type Mark = "to_come" | "under_way" | "done" | "past";
export type Stop = { href: string; label: string; figure: string; mark: Mark; markLabel: string };

const marks: Record<Mark, IconName> = { to_come: "hollow", under_way: "half", done: "check", past: "clock" };

/** The life of a briefing as the only tabs of its pages; on a phone one line that opens the list. `positions` are ready texts: "Agenda · 2 of 4". */
export function Rail({ label, stops, positions, elsewhere }: { label: string; stops: Stop[]; positions: string[]; elsewhere: string }) {
  const home = stops[0]?.href ?? "";
  return (
    <nav className="rail" aria-label={label}>
      <details>
        <summary>
          <RailSummary home={home} stops={stops.map((s, i) => ({ href: s.href, text: positions[i] ?? s.label }))} elsewhere={elsewhere} />
          <Icon name="down" />
        </summary>
        <ol>
          {stops.map((s) => (
            <li key={s.href}>
              <RailLink href={s.href} home={home}>
                <Icon name={marks[s.mark]} label={s.markLabel} className={s.mark === "done" ? "done" : ""} />
                <strong>{s.label}</strong>
                <span className="meta">{s.figure}</span>
              </RailLink>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
