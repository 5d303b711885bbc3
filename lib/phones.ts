import { type CountryCode, getCountries, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/min";

type Place = { country: string | null; zone: string };

const supported = (code: string): CountryCode | undefined => (isSupportedCountry(code) ? code : undefined);

/** The zones of a country; what engines of different years call it. */
function zonesOf(country: string): string[] {
  const place = new Intl.Locale("und", { region: country }) as Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] };
  return place.getTimeZones?.() ?? place.timeZones ?? [];
}

const known = new Map<string, CountryCode | undefined>();

/** The country a number typed without one belongs to: the office's, else the first that keeps its clock by this zone. */
function countryOf({ country, zone }: Place): CountryCode | undefined {
  const named = country ? supported(country) : undefined;
  if (named) return named;
  if (!known.has(zone))
    known.set(
      zone,
      getCountries().find((code) => zonesOf(code).includes(zone)),
    );
  return known.get(zone);
}

const parsed = (text: string, country?: CountryCode): PhoneNumber | undefined => parsePhoneNumberFromString(text, country);

/** A number as it is kept: international and without spaces, its extension behind it ("+5075550101 ext. 12"); `undefined` for one that nobody can dial. */
export function phoneKept(typed: string, place: Place): string | undefined {
  const number = parsed(typed, countryOf(place));
  if (!number?.isPossible()) return undefined;
  return number.ext ? `${number.number} ext. ${number.ext}` : number.number;
}

/** A number as it is read: in groups, with its country; one kept as it was typed stays so. */
export const phoneText = (kept: string): string => parsed(kept)?.formatInternational() ?? kept;

/** What a number is dialled by. */
export const phoneUri = (kept: string): string => parsed(kept)?.getURI() ?? `tel:${kept.replace(/[^\d+]/g, "")}`;
