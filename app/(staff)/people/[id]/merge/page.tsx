import type { Metadata } from "next";
import { mergePeopleAction } from "@/app/actions/institutions";
import { allowed, present, staffContext } from "@/app/context";
import { FoundPeople } from "@/components/institutions/found";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { doublesFor } from "@/core/institutions/doubles/queries";
import { previewMerge } from "@/core/institutions/merging/queries";
import { differences, personFacts } from "@/core/institutions/merging/rules";
import { searchPeople } from "@/core/institutions/people/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findPerson, type Person } from "@/core/institutions/queries";
import { authorize } from "@/core/kernel/authorized";
import type { Sex } from "@/db/schema/institutions";
import type { Translator } from "@/lib/i18n";
import { type Locale, languageNames } from "@/lib/locales";
import type { Localized } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { phoneText } from "@/lib/phones";
import { type Differing, inWords, MergePreview } from "../../../institutions/merging";

type Asked = { double?: string | string[]; q?: string | string[] };
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor, t } = await staffContext();
  return { title: t("institutions.merge.title", { name: present(findPerson(store, actor, (await params).id)).displayName }) };
}

/** Finds the double of a person, those called alike first, and shows what a merge would do. */
export default async function MergePerson({ params, searchParams }: Props) {
  const { store, actor, office, t } = await staffContext();
  const id = (await params).id;
  const keeps = (p: Person) => canKeepDirectory(actor, p);
  const kept = allowed(() => authorize(findPerson(store, actor, id), keeps));
  const { double, q: typed } = await searchParams;
  const q = typeof typed === "string" ? typed.slice(0, 200) : "";
  const chosen = typeof double === "string" && double !== id ? findPerson(store, actor, double) : undefined;
  const gone = chosen && keeps(chosen) ? chosen : undefined;
  const found = (q ? searchPeople(store, actor, q) : doublesFor.person(store, actor, { name: kept.displayName })).filter(
    (p) => p.id !== id,
  );
  const side = (p: Person) => ({ id: p.id, name: p.displayName, more: p.email ?? (p.phone ? phoneText(p.phone) : "") });
  return (
    <>
      <PageHead
        back={{ href: paths.person(id), label: kept.displayName }}
        title={t("institutions.merge.title", { name: kept.displayName })}
      />
      <Sheet>
        <Section id="which" title={t("institutions.merge.which")}>
          <FoundPeople
            words={{ q: t("institutions.merge.q"), find: t("institutions.merge.find"), none: t("institutions.merge.none") }}
            q={q}
            people={found}
            act={(person) => ({ href: paths.mergePerson(id, { q, double: person.id }), text: t("institutions.merge.go") })}
          />
        </Section>
        {gone && (
          <MergePreview
            t={t}
            action={mergePeopleAction}
            kept={side(kept)}
            gone={side(gone)}
            preview={previewMerge(store, office.id, "person", kept.id, gone.id)}
            differing={differing(t, kept, gone)}
            swap={paths.mergePerson(gone.id, { double: kept.id })}
            back={paths.person(id)}
          />
        )}
      </Sheet>
    </>
  );
}

/** Where the two records say different things, in the reader's words. */
function differing(t: Translator, kept: Person, gone: Person): Differing[] {
  const say = (field: string, value: unknown): string => {
    if (field === "language") return languageNames[value as Locale];
    if (field === "sex") return t(`people.sex.values.${value as Sex}`);
    if (field === "phone") return phoneText(String(value));
    if (field === "form") return t(`institutions.person.forms.${value as "f" | "m"}`);
    if (field === "sharedMailbox") return t(value ? "institutions.person.mailbox" : "institutions.merge.onePerson");
    if (field === "honorific") return [...new Set(Object.values(value as Localized))].join(", ");
    return String(value);
  };
  return inWords(differences(personFacts(kept), personFacts(gone)), (field) => t(`institutions.person.${field as "email"}`), say);
}
