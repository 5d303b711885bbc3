import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { type Locale, languageNames } from "@/lib/locales";

/** A notice: icon and words on a soft ground. `live` is read out when the page opens. */
export function Box({
  look,
  icon,
  children,
  live,
  id,
}: {
  look: "yes" | "maybe" | "warn" | "none" | "bad";
  icon: IconName;
  children: ReactNode;
  live?: boolean;
  id?: string;
}) {
  return (
    <section className={`box ${look}`} role={live ? "status" : undefined} id={id}>
      <Icon name={icon} size={20} />
      <div>{children}</div>
    </section>
  );
}

/** A choice in a row of its own; what it opens follows it, so that the order is right without any style too. */
export function Option({
  type,
  name,
  value,
  id,
  checked,
  label,
  small,
  panel,
  wrong = false,
  className = "",
  describedBy,
}: {
  type: "radio" | "checkbox";
  name: string;
  value: string;
  id: string;
  checked: boolean;
  label: ReactNode;
  small?: string | null;
  panel?: ReactNode;
  /** Keeps the panel open although the choice is not made: something in it has to be looked at. */
  wrong?: boolean;
  className?: string;
  describedBy?: string;
}) {
  return (
    <>
      <input
        className={className ? `o ${className}` : "o"}
        type={type}
        name={name}
        value={value}
        id={id}
        defaultChecked={checked}
        aria-describedby={describedBy}
      />{" "}
      <label htmlFor={id}>
        {label}
        {small ? <small> {small}</small> : null}
      </label>
      {panel ? <div className={wrong ? "panel wrong" : "panel"}>{panel}</div> : <br />}
    </>
  );
}

/** The sentence about what is wrong, at its element. */
export const Wrong = ({ id, text }: { id: string; text: string | undefined }) =>
  text ? (
    <span className="err" id={`${id}-wrong`}>
      {text}
    </span>
  ) : null;

/** A labelled line or text. */
export function Field({
  id,
  name,
  label,
  value,
  wrong,
  hint,
  type = "text",
  autoComplete = "off",
  rows,
  min,
  max,
}: {
  id: string;
  name: string;
  label: string;
  value: string;
  wrong?: string;
  hint?: string;
  type?: "text" | "email" | "date";
  autoComplete?: string;
  rows?: number;
  min?: string;
  max?: string;
}) {
  const describedBy = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  const shared = {
    className: "in",
    id,
    name,
    defaultValue: value,
    autoComplete,
    dir: "auto" as const,
    "aria-invalid": wrong ? (true as const) : undefined,
    "aria-describedby": describedBy,
  };
  return (
    <p className="f">
      <label htmlFor={id}>{label}</label>{" "}
      {rows ? <textarea {...shared} rows={rows} /> : <input {...shared} type={type} min={min} max={max} />}
      {hint ? (
        <span className="mu s" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <Wrong id={id} text={wrong} />
    </p>
  );
}

/** A logo that stands for the office's name, at the size it is shown. */
export type GuestLogo = { href: string; name: string; width: number; height: number };

/** Whose page it is, and the same page in the other languages. */
export function Top({
  office,
  logo,
  lang,
  languages,
  label,
  address,
}: {
  office: string;
  logo?: GuestLogo | null;
  lang: Locale;
  languages: readonly Locale[];
  label: string;
  address: (lang: Locale) => string;
}) {
  return (
    <header className="top">
      <p className="office">
        {logo ? (
          // biome-ignore lint/performance/noImgElement: static markup, small already
          <img src={logo.href} alt={logo.name} width={logo.width} height={logo.height} />
        ) : (
          office
        )}
      </p>
      <nav className="langs" aria-label={label}>
        {languages.map((l, i) => (
          <Language key={l} lang={l} current={l === lang} first={i === 0} href={address(l)} />
        ))}
      </nav>
    </header>
  );
}

function Language({ lang, current, first, href }: { lang: Locale; current: boolean; first: boolean; href: string }) {
  return (
    <>
      {first ? null : " "}
      {current ? (
        <b aria-current="true">{languageNames[lang]}</b>
      ) : (
        <a href={href} lang={lang} hrefLang={lang}>
          {languageNames[lang]}
        </a>
      )}
    </>
  );
}
