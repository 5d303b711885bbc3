import type { ReactNode } from "react";

/** The frame of pages that anybody reads: name, language, and what the site says about itself. */
export function PublicFrame({
  words,
  languages,
  here,
  signIn,
  links,
  children,
}: {
  words: { skip: string; language: string; nav: string };
  languages: { locale: string; name: string; current: boolean }[];
  /** The address to come back to after choosing a language. */
  here: string;
  signIn?: { href: string; text: string };
  links: { href: string; text: string }[];
  children: ReactNode;
}) {
  return (
    <div className="public">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header>
        <a className="wordmark" href="/">
          Enlace
        </a>
        <form method="post" action="/language">
          <input type="hidden" name="to" value={here} />
          <ul aria-label={words.language}>
            {languages.map((l) => (
              <li key={l.locale}>
                <button name="language" value={l.locale} lang={l.locale} type="submit" aria-pressed={l.current}>
                  {l.name}
                </button>
              </li>
            ))}
          </ul>
        </form>
        {signIn && (
          <a className="button" href={signIn.href}>
            {signIn.text}
          </a>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <nav aria-label={words.nav}>
          {links.map((l) => (
            <a key={l.href} className="link" href={l.href}>
              {l.text}
            </a>
          ))}
        </nav>
      </footer>
    </div>
  );
}

/** A page of plain reading: headings with their paragraphs or points. */
export function Reading({
  title,
  lead,
  parts,
}: {
  title: string;
  lead: string;
  parts: { title: string; texts: string[]; points?: boolean }[];
}) {
  return (
    <article className="reading">
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {parts.map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          {part.points ? (
            <ul>
              {part.texts.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ) : (
            part.texts.map((text) => <p key={text}>{text}</p>)
          )}
        </section>
      ))}
    </article>
  );
}
