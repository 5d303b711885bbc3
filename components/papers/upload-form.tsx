"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";

export type UploadBounds = { file: number; files: number; together: number };

export type UploadTexts = {
  /** Heading of what was not taken. */
  notTaken: string;
  large: string;
  many: string;
  together: string;
  broken: string;
  /** "{percent} % sent". */
  sending: string;
  looking: string;
  ended: string;
  signIn: string;
};

type Refused = { name: string; text: string };
type Answer = { to?: string; refused?: Refused[]; signIn?: string };
type State = { percent?: number; refused: Refused[]; signIn?: string };

const idle: State = { refused: [] };

/**
 * A form with files. Without script it is a plain post; with it, what is too large is said before anything leaves, the
 * way is shown while it lasts, and after a refusal everything typed and chosen still stands.
 */
export function UploadForm({
  action,
  formKey,
  bounds,
  texts,
  children,
}: {
  action: string;
  formKey: string;
  bounds: UploadBounds;
  texts: UploadTexts;
  children: ReactNode;
}) {
  const [state, setState] = useState(idle);
  const box = useRef<HTMLDivElement>(null);
  const busy = state.percent !== undefined;
  const refuse = (refused: Refused[], signIn?: string) => {
    setState({ refused, signIn });
    requestAnimationFrame(() => box.current?.focus());
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const wrong = tooMuch(
      [...data.values()].filter((value) => value instanceof File),
      bounds,
      texts,
    );
    if (wrong.length > 0) return refuse(wrong);
    setState({ percent: 0, refused: [] });
    send(action, data, (percent) => setState({ percent, refused: [] })).then(({ to, refused, signIn }) => {
      if (to) location.assign(to);
      else refuse(refused ?? [{ name: "", text: texts.broken }], signIn);
    });
  };
  return (
    <form
      action={action}
      method="post"
      encType="multipart/form-data"
      className="form wide upload"
      onSubmit={submit}
      aria-busy={busy || undefined}
    >
      <input type="hidden" name="_key" value={formKey} readOnly />
      {(state.refused.length > 0 || state.signIn) && (
        <div className="errors" role="alert" tabIndex={-1} ref={box}>
          <h2>{state.signIn ? texts.ended : texts.notTaken}</h2>
          {state.signIn ? (
            <p>
              {/* biome-ignore lint/security/noBlankTarget: a page of ours, and only an opened tab takes along what this one keeps */}
              <a href={state.signIn} target="_blank" rel="opener">
                {texts.signIn}
              </a>
            </p>
          ) : (
            <NotTaken files={state.refused} />
          )}
        </div>
      )}
      {children}
      {busy && (
        <p className="sending" role="status">
          <progress max={100} value={state.percent} aria-label={texts.sending.replace("{percent}", "")} />{" "}
          {state.percent === 100 ? texts.looking : texts.sending.replace("{percent}", String(state.percent))}
        </p>
      )}
    </form>
  );
}

/** Files that were not taken, each with the reason. */
export function NotTaken({ files }: { files: Refused[] }) {
  return (
    <ul>
      {files.map(({ name, text }) => (
        <li key={name + text}>
          {name && (
            <>
              <bdi className="break">{name}</bdi>:{" "}
            </>
          )}
          {text}
        </li>
      ))}
    </ul>
  );
}

function tooMuch(files: File[], bounds: UploadBounds, texts: UploadTexts): Refused[] {
  if (files.length > bounds.files) return [{ name: "", text: texts.many }];
  const large = files.filter((file) => file.size > bounds.file).map(({ name }) => ({ name, text: texts.large }));
  if (large.length > 0) return large;
  return files.reduce((sum, { size }) => sum + size, 0) > bounds.together ? [{ name: "", text: texts.together }] : [];
}

/** Sends a form and tells how far it is; an answer that is none counts as a connection that broke off. */
function send(action: string, data: FormData, tell: (percent: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => tell(Math.round((100 * loaded) / (total || 1)));
    request.onload = () => {
      try {
        resolve(JSON.parse(request.responseText) as Answer);
      } catch {
        resolve({});
      }
    };
    for (const end of ["error", "abort", "timeout"] as const) request.addEventListener(end, () => resolve({}));
    request.send(data);
  });
}
