import { isValidPhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/mobile";

/** Where a text for a mobile telephone is opened in WhatsApp, on the reader's own device; `undefined` for a number that is no mobile one. */
export function whatsAppUrl(kept: string, text: string): string | undefined {
  const number = parsePhoneNumberFromString(kept);
  if (!number || number.ext || !isValidPhoneNumber(number.number)) return undefined;
  return `https://wa.me/${number.number.slice(1)}?text=${encodeURIComponent(text)}`;
}
