"use client";

import { createContext, type ReactNode, useContext } from "react";

const Place = createContext("");

/** Tells the forms within under which office their page was opened: somebody of two offices may have gone to the other in another tab. */
export function OfficeOfForms({ id, children }: { id: string; children: ReactNode }) {
  return <Place value={id}>{children}</Place>;
}

/** The office a form was opened under, posted along with it; nothing outside the app. */
export function OfficeField() {
  const id = useContext(Place);
  return id && <input type="hidden" name="_office" value={id} readOnly />;
}
