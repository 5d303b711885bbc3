import { Icon, type IconName } from "@/components/ui/icon";
import { NavLink } from "./nav-link";
import { OfficeButtons, type OtherOffice } from "./offices";
import type { PaletteWords } from "./palette";
import { SearchDoor } from "./search-door";

type Link = { href: string; icon: IconName; text: string };

/** The frame round every signed-in page: left on a desk, at the foot on a phone. */
export function Shell({
  words,
  links,
  more,
  search,
  account,
  others,
}: {
  words: { skip: string; main: string; search: string; demo?: string };
  links: Link[];
  more: Link;
  search: { href: string; owner: string; words: PaletteWords };
  account: { href: string; text: string; shown: boolean }[];
  others?: { here: string; label: string; offices: OtherOffice[] };
}) {
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="shell">
        <a className="wordmark" href={links[0]?.href}>
          Enlace
        </a>
        {words.demo && <p className="demo-mark meta">{words.demo}</p>}
        <SearchDoor {...search}>
          <Icon name="search" />
          <span>{words.search}</span>
        </SearchDoor>
        <nav aria-label={words.main}>
          <ul>
            {links.map((l) => (
              <li key={l.href}>
                <NavLink href={l.href}>
                  <Icon name={l.icon} />
                  {l.text}
                </NavLink>
              </li>
            ))}
            <li className="more">
              <NavLink href={more.href}>
                <Icon name={more.icon} />
                {more.text}
              </NavLink>
            </li>
          </ul>
        </nav>
        <ul className="account meta">
          {others && (
            <li>
              <details>
                <summary>
                  <span className="heard-only">{others.label}: </span>
                  {others.here}
                  <Icon name="down" />
                </summary>
                <OfficeButtons label={others.label} offices={others.offices} />
              </details>
            </li>
          )}
          {account.map((a) => (
            <li key={a.text}>{a.shown ? <a href={a.href}>{a.text}</a> : a.text}</li>
          ))}
        </ul>
      </header>
    </>
  );
}
