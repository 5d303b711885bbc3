import type { Logo } from "@/db/schema/offices";
import { OfficeLogo } from "./office-logo";

type Props = {
  lang: string;
  language: string;
  name: string;
  logo: Logo | null;
  head: string;
  address: string;
  foot: string;
  reference: string;
  date: string;
};

/** A sheet of the office's paper in one language, small: head, reference and date, grey lines for the text, foot. */
export function LetterheadPreview({ lang, language, name, logo, head, address, foot, reference, date }: Props) {
  return (
    <figure>
      <figcaption className="meta" lang={lang}>
        {language}
      </figcaption>
      <div className="letterhead" lang={lang}>
        <header>
          {logo && <OfficeLogo logo={logo} name="" />}
          <b>{name}</b>
          {head && <p>{head}</p>}
          {address && <p>{address}</p>}
        </header>
        <p className="reference">
          <span>{reference}</span> <span>{date}</span>
        </p>
        <div className="lines" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </div>
        {foot && <footer>{foot}</footer>}
      </div>
    </figure>
  );
}
