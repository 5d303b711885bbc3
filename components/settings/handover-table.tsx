import { type Option, Select } from "@/components/ui/fields";

type Row = { at: number; kind: string; id: string; href?: string; what: string; note: string };

/** What somebody holds, one row each, with the colleague it goes to; empty goes with its group. */
export function HandoverTable({
  rows,
  options,
  words,
}: {
  rows: Row[];
  options: Option[];
  words: { what: string; to: string; as: string };
}) {
  return (
    <table className="table handover">
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.to}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.href ? (
                <a className="name" href={row.href}>
                  {row.what}
                </a>
              ) : (
                row.what
              )}
              {row.note && <span className="meta">{row.note}</span>}
            </th>
            <td>
              <input type="hidden" name={`rows[${row.at}].kind`} value={row.kind} />
              <input type="hidden" name={`rows[${row.at}].id`} value={row.id} />
              <Select
                name={`rows[${row.at}].to`}
                label={
                  <span className="heard-only">
                    {words.to}: {row.what}
                  </span>
                }
                options={options}
                empty={words.as}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
