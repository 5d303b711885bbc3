import type { Metadata } from "next";
import { verifyNextAction } from "@/app/actions/institutions";
import { allowed, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { ReviewKeys } from "@/components/followups/review-keys";
import { ToVerify } from "@/components/institutions/contacts";
import { Reach } from "@/components/institutions/people";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Empty } from "@/components/ui/list";
import { PageHead, Sheet } from "@/components/ui/page";
import { canKeepDirectory } from "@/core/institutions/policy";
import { nameInList, postText } from "@/core/institutions/rules";
import { verifyingAt } from "@/core/institutions/verifying/queries";
import { authorize } from "@/core/kernel/authorized";
import { ownUser } from "@/core/offices/queries";
import { paths } from "@/lib/paths";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("people.verify.title") };
}

/** Those to be verified, one after another: still there, left or replaced, or later. */
export default async function VerifyPeople({ searchParams }: { searchParams: Promise<Query> }) {
  const { store, actor, office, t } = await staffContext();
  allowed(() => authorize({ officeId: actor.officeId }, (o) => canKeepDirectory(actor, o)));
  const { total, place, contact, next } = verifyingAt(store, actor, one(await searchParams, "at"));
  const back = { href: paths.people({ show: "verify" }), label: t("people.title") };
  if (!contact?.tenure || !contact.institution)
    return (
      <>
        <PageHead back={back} title={t("people.verify.title")} />
        <Sheet>
          <Empty>{t("people.verify.none")}</Empty>
        </Sheet>
      </>
    );
  const { person, tenure, institution } = contact;
  const keys = ownUser(store, actor)?.reviewKeys ?? false;
  const key = (letter: string) => keys && <kbd>{letter}</kbd>;
  return (
    <div className="review">
      <PageHead back={back} title={t("people.verify.title")} meta={t("people.verify.place", { n: place, of: total })} />
      <Sheet>
        <section aria-labelledby="what" className="verifying">
          <h2 id="what" tabIndex={-1}>
            <a className="name" href={paths.person(person.id)}>
              {person.displayName}
            </a>
          </h2>
          <p>{postText(tenure, person.form, t.locale) || t("institutions.person.mailbox")}</p>
          <p>
            <a className="name font-normal!" href={paths.institution(institution.id)} lang={office.language}>
              {institution.acronym && <b>{institution.acronym} </b>}
              {nameInList(institution.name, office.language).text}
            </a>
          </p>
          <ToVerify t={t} tenure={tenure} zone={office.zone} />
          <div className="py-3">
            <Reach phone={person.phone} email={tenure.mailbox ?? person.email} none={t("institutions.person.noAddress")} />
          </div>
          <Form action={verifyNextAction} texts={formTexts(t)}>
            <input type="hidden" name="id" value={tenure.id} />
            {next && <input type="hidden" name="next" value={next} />}
            <div className="buttons">
              <Button kind="primary" aria-keyshortcuts="S">
                {t("people.verify.stillThere")} {key("S")}
              </Button>
              <a className="button" href={paths.endPost(person.id, { post: tenure.id, from: "verify" })} aria-keyshortcuts="L">
                {t("people.verify.gone")} {key("L")}
              </a>
              {next && (
                <a className="button plain" href={paths.verifyPeople({ at: next })} aria-keyshortcuts="J">
                  {t("people.verify.later")} {key("J")}
                </a>
              )}
            </div>
          </Form>
        </section>
      </Sheet>
      <ReviewKeys at={tenure.id} on={keys} />
    </div>
  );
}
