"use client";

import { Fragment, useContext, useEffect, useRef } from "react";
import { Paper } from "../invitations/paper";
import { LiveForm } from "../ui/form-live";

/** How the texts that were asked for would arrive; nothing while none were. */
export function WordingPreview({ title, labels }: { title: string; labels: Parameters<typeof Paper>[0]["labels"] }) {
  const shown = useContext(LiveForm)?.state.shown;
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (!shown) return null;
  return (
    <section ref={box} tabIndex={-1} aria-labelledby="shown" className="shown">
      <h3 id="shown">{title}</h3>
      {shown.map(({ title: of, ...letter }) => (
        <Fragment key={`${letter.lang} ${letter.to}`}>
          {of && <h4>{of}</h4>}
          <Paper {...letter} labels={labels} />
        </Fragment>
      ))}
    </section>
  );
}
