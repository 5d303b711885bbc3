import { Pill } from "@/components/ui/pill";

type Row = { href: string; name: string; email: string; role: string; seen: string; self: boolean; disabled: boolean; until?: string };

/** Who works in the office: the name leads to what can be changed. */
export function MemberTable({
  rows,
  words,
}: {
  rows: Row[];
  words: { name: string; role: string; seen: string; you: string; disabled: string };
}) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.role}</th>
          <th scope="col">{words.seen}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.href}>
            <th scope="row">
              <a className="name" href={row.href}>
                {row.name}
              </a>{" "}
              {row.self && <span className="text-muted">({words.you})</span>}
              <span className="meta">{row.email}</span>
            </th>
            <td>
              {row.role}{" "}
              {row.disabled && (
                <Pill tone="none" icon="minus">
                  {words.disabled}
                </Pill>
              )}
              {row.until && <span className="meta">{row.until}</span>}
            </td>
            <td data-label={words.seen}>{row.seen}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
