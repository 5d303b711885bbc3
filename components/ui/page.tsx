import type { ReactNode } from "react";

/** The head of a page: one step back, title, a line of facts, and what can be done at the right. */
export function PageHead({
  back,
  title,
  meta,
  actions,
  small = false,
  lang,
}: {
  back?: { href: string; label: string };
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  small?: boolean;
  lang?: string;
}) {
  return (
    <header className="head">
      <div>
        {back && (
          <a className="back" href={back.href}>
            {back.label}
          </a>
        )}
        <h1 className={small ? "small" : undefined} lang={lang}>
          {title}
        </h1>
        {meta && <div className="meta facts">{meta}</div>}
      </div>
      {actions && <div className="buttons">{actions}</div>}
    </header>
  );
}

/** The white sheet: what is decided or acted upon. */
export function Sheet({ children, className = "", label }: { children: ReactNode; className?: string; label?: string }) {
  const classes = `sheet ${className}`.trim();
  if (!label) return <div className={classes}>{children}</div>;
  return (
    <section className={classes} aria-label={label}>
      {children}
    </section>
  );
}

/** A part of a sheet or of what lies beside it, under its own heading. */
export function Section({
  id,
  title,
  children,
  className,
  aside,
}: {
  id: string;
  title: string;
  children: ReactNode;
  className?: string;
  aside?: ReactNode;
}) {
  return (
    <section className={className} aria-labelledby={id}>
      {aside ? (
        <div className="flex items-baseline justify-between gap-4">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      ) : (
        <h2 id={id}>{title}</h2>
      )}
      {children}
    </section>
  );
}

/** A text in the language it exists in; marked with `lang` where that is not the reader's. */
export function Said({ reading, locale }: { reading: { text: string; lang: string }; locale: string }) {
  return reading.lang === locale ? reading.text : <span lang={reading.lang}>{reading.text}</span>;
}

/** A line that tells what is true right now: trouble, a change, a date that passed. */
export function Notice({ tone, icon, children }: { tone: "none" | "yes" | "warn" | "bad" | "sent"; icon: ReactNode; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`}>
      {icon}
      <div>{children}</div>
    </div>
  );
}
