"use client";

import { useEffect, useState } from "react";
import { Broken } from "@/components/public/broken";
import en from "@/messages/en/public.json";
import { brokenTexts } from "./broken-texts";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const [texts, setTexts] = useState(en.broken);
  useEffect(() => setTexts(brokenTexts()), []);
  return <Broken texts={texts} code={error.digest} again={reset} />;
}
