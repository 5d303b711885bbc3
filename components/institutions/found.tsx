import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { paths } from "@/lib/paths";
import { phoneText } from "@/lib/phones";

type Found = { id: string; displayName: string; email: string | null; phone: string | null };

/** Looks for people of the directory by a word, and shows each with the one thing to do with them. */
export function FoundPeople({
  words,
  q,
  people,
  act,
}: {
  words: { q: string; find: string; none: string };
  q: string;
  people: readonly Found[];
  act: (person: Found) => { href: string; text: ReactNode };
}) {
  return (
    <>
      <form className="finder px-0!" method="get">
        <Field name="q" type="search" label={words.q} value={q} maxLength={200} />
        <Button>{words.find}</Button>
      </form>
      {q && people.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="people">
        {people.map((person) => {
          const { href, text } = act(person);
          return (
            <li key={person.id}>
              <div>
                <a className="name" href={paths.person(person.id)}>
                  {person.displayName}
                </a>
                <p className="meta">{person.email ?? (person.phone && phoneText(person.phone))}</p>
              </div>
              <div>
                <a className="link" href={href}>
                  {text}
                </a>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
