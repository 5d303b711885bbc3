"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

/** A browser's own dialogue for passkeys, behind a button. Without script, or in a browser that knows none, there is no button. */
export function PasskeyButton({
  ask,
  take,
  make = false,
  next = "",
  kind = "outline",
  words,
}: {
  /** Where the question comes from and where the answer goes. */
  ask: string;
  take: string;
  make?: boolean;
  next?: string;
  kind?: "primary" | "outline";
  words: { button: string; failed: string };
}) {
  const [able, setAble] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  useEffect(() => setAble(typeof window.PublicKeyCredential === "function"), []);
  if (!able) return null;

  const go = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
      const asked = await fetch(ask, { method: "POST", body: new URLSearchParams() });
      if (!asked.ok) throw new Error(String(asked.status));
      const optionsJSON = await asked.json();
      const answer = await (make ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON }));
      const taken = await fetch(take, { method: "POST", body: new URLSearchParams({ answer: JSON.stringify(answer), next }) });
      const { to, error: said } = (await taken.json()) as { to?: string; error?: string };
      if (to) return location.assign(to);
      setError(said ?? words.failed);
    } catch {
      setError(words.failed);
    }
    setBusy(false);
  };

  return (
    <div className="passkey scripted">
      <div className="buttons">
        <Button kind={kind} type="button" disabled={busy} onClick={() => void go()}>
          {words.button}
        </Button>
      </div>
      <p className="wrong" role="alert">
        {error}
      </p>
    </div>
  );
}
