import { Fragment, type ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/pill";

/** One thing that needs the reader: a sentence, by when, and the verb that settles it. */
export type Need = {
  key: string;
  icon: IconName;
  tone: Tone;
  text: ReactNode;
  note?: ReactNode;
  due: string[];
  late?: boolean;
  verb: { href: string; label: string };
  /** What can be read and settled right here, below the sentence. */
  more?: ReactNode;
};

/** The list of Home. The first row's button is the page's primary one, unless something above it is. */
export function Needs({ needs, primary }: { needs: Need[]; primary: boolean }) {
  return (
    <ol className="needs">
      {needs.map((need, i) => (
        <li key={need.key}>
          <Icon name={need.icon} className={need.tone} />
          <p>
            {need.text}
            {need.note && (
              <>
                <br />
                <span className="meta">{need.note}</span>
              </>
            )}
          </p>
          <p className="due meta">
            {need.due.map((text, n) => (
              <Fragment key={text}>
                {n > 0 && " "}
                <span className={need.late && n === need.due.length - 1 ? "late" : undefined}>{text}</span>
              </Fragment>
            ))}
          </p>
          <ButtonLink href={need.verb.href} kind={primary && i === 0 ? "primary" : "outline"}>
            {need.verb.label}
          </ButtonLink>
          {need.more}
        </li>
      ))}
    </ol>
  );
}
