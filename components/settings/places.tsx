import { RailSummary } from "@/components/briefings/rail-client";
import { NavLink } from "@/components/shell/nav-link";
import { Icon } from "@/components/ui/icon";

type Place = { href: string; text: string };

/** The pages of the settings: one row of links, on a phone one line that opens them. `within` are pages below that have no link here. */
export function Places({ label, places, within }: { label: string; places: Place[]; within: Place[] }) {
  return (
    <nav className="places" aria-label={label}>
      <details>
        <summary>
          <RailSummary home="" stops={[...places, ...within]} elsewhere={label} />
          <Icon name="down" />
        </summary>
        <div className="filters">
          {places.map((place) => (
            <NavLink key={place.href} href={place.href}>
              {place.text}
            </NavLink>
          ))}
        </div>
      </details>
    </nav>
  );
}
