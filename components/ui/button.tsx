import type { ReactNode } from "react";

export type ButtonLook = "primary" | "outline" | "plain";

const look = (kind: ButtonLook, extra: string): string => `button${kind === "outline" ? "" : ` ${kind}`}${extra ? ` ${extra}` : ""}`;

/** A button that acts. One `primary` a screen. */
export function Button({
  children,
  kind = "outline",
  type = "submit",
  className = "",
  ...rest
}: {
  children: ReactNode;
  kind?: ButtonLook;
  type?: "submit" | "button";
  className?: string;
  name?: string;
  value?: string;
  form?: string;
  disabled?: boolean;
  "aria-label"?: string;
  "aria-current"?: "true";
  "aria-expanded"?: boolean;
  "aria-keyshortcuts"?: string;
  formAction?: (data: FormData) => void;
  onClick?: () => void;
}) {
  return (
    <button type={type} className={look(kind, className)} {...rest}>
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({
  children,
  href,
  kind = "outline",
  className = "",
}: {
  children: ReactNode;
  href: string;
  kind?: ButtonLook;
  className?: string;
}) {
  return (
    <a className={look(kind, className)} href={href}>
      {children}
    </a>
  );
}
