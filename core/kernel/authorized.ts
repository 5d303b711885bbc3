import { forbidden, notFound } from "./outcome";

declare const authorizedBrand: unique symbol;

/** A record that `authorize` has let through; functions that write ask for it, so a forgotten check does not compile. */
export type Authorized<T> = T & { readonly [authorizedBrand]: true };

/** Lets a record through when it was found and the policy says yes; faults `not_found` or `forbidden` otherwise. */
export function authorize<T>(thing: T | undefined, allowed: (thing: T) => boolean): Authorized<T> {
  if (thing === undefined) throw notFound();
  if (!allowed(thing)) throw forbidden();
  return thing as Authorized<T>;
}
