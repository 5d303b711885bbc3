import { Icon } from "@/components/ui/icon";

/** What else can be done with a briefing: a native disclosure of links. */
export function BriefingMenu({ text, items }: { text: string; items: { href: string; text: string }[] }) {
  if (items.length === 0) return null;
  return (
    <details className="menu">
      <summary className="button">
        {text} <Icon name="down" />
      </summary>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.text}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
