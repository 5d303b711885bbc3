import type { LetterSheet, Listed } from "@/lib/letters";

const Lines = ({ of }: { of: string[] }) => (
  <p>
    {of.map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a letter never move, and two may be alike
      <span className="line" key={i}>
        {line}
      </span>
    ))}
  </p>
);

const List = ({ of }: { of: Listed | null }) =>
  of && (
    <>
      <p>{of.label}</p>
      <ol className="list-decimal pl-5">
        {of.items.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={i}>{item}</li>
        ))}
      </ol>
    </>
  );

/** Every word of a letter in the order of its paper: reference and address, what it says, who signs it, what comes with it. */
export function IssuedWords({ sheet }: { sheet: LetterSheet }) {
  const { ref, enclosed, placeDate, address, via, salutation, paragraphs, signatory, marks, enclosures, copies } = sheet;
  return (
    <>
      <Lines of={[ref, enclosed ?? ""].filter(Boolean)} />
      {sheet.kind === "letter" && <p>{placeDate}</p>}
      {sheet.kind === "letter" && <Lines of={address} />}
      {[via, salutation, ...paragraphs].map(
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        (text, i) => text && <p key={i}>{text}</p>,
      )}
      {signatory && <Lines of={[signatory.name, ...signatory.posts]} />}
      {sheet.kind === "note_verbale" && (
        <>
          <p>{placeDate}</p>
          {marks && <p>{marks.join(" ")}</p>}
          <Lines of={address} />
        </>
      )}
      <List of={enclosures} />
      <List of={copies} />
    </>
  );
}
