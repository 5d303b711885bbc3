import "server-only";
import type { OtherOffice } from "@/components/shell/offices";
import type { Staff } from "@/core/kernel/actor";
import { officesOfUser } from "@/core/offices/queries";
import type { Store } from "@/db/store";
import type { Locale } from "@/lib/locales";
import { readText } from "@/lib/localized";

/** The further offices the person may go on in, by the names they are called in the reader's language. */
export const otherOffices = (store: Store, { userId, officeId, now }: Staff, locale: Locale): OtherOffice[] =>
  officesOfUser(store, userId, now).flatMap(({ office: { id, shortName, language } }) =>
    id === officeId ? [] : [{ id, name: readText(shortName, locale, language) }],
  );
