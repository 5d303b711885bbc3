import type { Metadata } from "next";
import { undoPersonMergeAction, writeToAction } from "@/app/actions/institutions";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Delegations } from "@/components/institutions/delegations";
import { Mailboxes } from "@/components/institutions/mailboxes";
import { Reach } from "@/components/institutions/people";
import { Posts } from "@/components/institutions/posts";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { mailboxesOf } from "@/core/institutions/mailboxes/queries";
import { mergesOf } from "@/core/institutions/merging/queries";
import { delegationsOfPerson, postsOf } from "@/core/institutions/people/queries";
import { canKeepDirectory, canMerge } from "@/core/institutions/policy";
import { findPerson } from "@/core/institutions/queries";
import { covers, postText } from "@/core/institutions/rules";
import { dayOf } from "@/lib/dates";
import { languageNames } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { WentIn, WentInto } from "../../institutions/merging";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, actor } = await staffContext();
  return { title: present(findPerson(store, actor, (await params).id)).displayName };
}

export default async function PersonPage({ params }: Props) {
  const { store, actor, office, t, locale } = await staffContext();
  const person = present(findPerson(store, actor, (await params).id));
  const posts = postsOf(store, actor, person.id);
  const seats = delegationsOfPerson(store, actor, person.id).map((seat) => ({ ...seat, title: read(seat.title, locale, office.language) }));
  const { into, of } = mergesOf(store, office.id, person.id);
  const named = (id: string) => findPerson(store, actor, id)?.displayName ?? "";
  const today = dayOf(actor.now, office.zone);
  const current = posts.filter((post) => covers(post, today));
  const printed = current.filter((post) => !post.hidden);
  const [first] = current.length > 0 ? current : posts;
  const honorific = person.honorific && readText(person.honorific, locale, office.language);
  return (
    <>
      <PageHead
        back={
          first
            ? { href: paths.institution(first.institutionId), label: first.acronym ?? readText(first.name, office.language) }
            : { href: paths.institutions(), label: t("institutions.title") }
        }
        title={[honorific, person.displayName].filter(Boolean).join(" ")}
        meta={
          person.sharedMailbox
            ? t("institutions.person.mailbox")
            : printed.map((post) => (
                <span key={post.id}>
                  {[postText(post, person.form, locale), post.acronym ?? readText(post.name, office.language)].filter(Boolean).join(", ")}
                </span>
              ))
        }
        actions={
          canKeepDirectory(actor, person) && (
            <ButtonLink kind="primary" href={paths.editPerson(person.id)}>
              {t("institutions.edit")}
            </ButtonLink>
          )
        }
      />
      {into && (
        <WentInto
          t={t}
          action={undoPersonMergeAction}
          merge={into}
          zone={office.zone}
          name={named(into.keptId)}
          href={paths.person(into.keptId)}
          keeps={canMerge(actor, person)}
        />
      )}
      <div className="spread">
        <Sheet>
          <Section id="posts" title={t("institutions.person.posts")}>
            <Posts t={t} posts={posts} form={person.form} own={office.language} today={today} zone={office.zone} />
          </Section>
          <Section id="delegations" title={t("institutions.person.delegations")}>
            {seats.length > 0 ? (
              <Delegations t={t} seats={seats} own={office.language} />
            ) : (
              <p className="pt-2 text-muted">{t("institutions.person.noDelegations")}</p>
            )}
          </Section>
          {of.length > 0 && (
            <WentIn
              t={t}
              action={undoPersonMergeAction}
              zone={office.zone}
              merged={of.map((merge) => ({ merge, name: named(merge.goneId), href: paths.person(merge.goneId) }))}
              keeps={canKeepDirectory(actor, person)}
            />
          )}
        </Sheet>
        <div className="beside">
          <Section id="reach" title={t("institutions.person.reach")}>
            <div className="pt-3">
              <Reach phone={person.phone} email={person.email} none={t("institutions.person.noAddress")} />
              <Mailboxes
                t={t}
                person={person}
                mailboxes={mailboxesOf(store, person)}
                action={canKeepDirectory(actor, person) ? writeToAction : undefined}
                texts={formTexts(t)}
              />
            </div>
          </Section>
          <Section id="about" title={t("institutions.about.title")}>
            <dl className="letter pt-3">
              {!person.sharedMailbox && (
                <>
                  <dt>{t("institutions.person.form")}</dt>
                  <dd>{t(`institutions.person.forms.${person.form ?? "none"}`)}</dd>
                </>
              )}
              {!person.sharedMailbox && (
                <>
                  <dt>{t("people.sex.label")}</dt>
                  <dd>{t(`people.sex.values.${person.sex ?? "none"}`)}</dd>
                </>
              )}
              <dt>{t("institutions.person.language")}</dt>
              <dd>{person.language ? languageNames[person.language] : t("institutions.person.languageUnknown")}</dd>
              {person.legalName && (
                <>
                  <dt>{t("institutions.person.legalName")}</dt>
                  <dd>{person.legalName}</dd>
                </>
              )}
              {person.sortName && (
                <>
                  <dt>{t("institutions.person.sortName")}</dt>
                  <dd>{person.sortName}</dd>
                </>
              )}
            </dl>
          </Section>
        </div>
      </div>
    </>
  );
}
