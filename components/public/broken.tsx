"use client";

/** What a fault looks like to a person: no cause, a code to quote, and a way on. */
export function Broken({
  texts,
  code,
  again,
}: {
  texts: { title: string; text: string; code: string; again: string };
  code?: string;
  again: () => void;
}) {
  return (
    <article className="reading" role="alert">
      <h1>{texts.title}</h1>
      <p className="lead">{texts.text}</p>
      {code && (
        <p className="meta mt-4">
          {texts.code} <b>{code}</b>
        </p>
      )}
      <p className="mt-6">
        <button type="button" className="button primary" onClick={again}>
          {texts.again}
        </button>
      </p>
    </article>
  );
}
