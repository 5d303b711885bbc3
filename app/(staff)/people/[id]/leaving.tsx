import { allowed, type Context, present } from "@/app/context";
import { one, type Query } from "@/app/query";
import { FieldsFold } from "@/components/institutions/fold";
import { Hangs } from "@/components/institutions/hangs";
import { Check } from "@/components/ui/choices";
import { Field, type Option, Select } from "@/components/ui/fields";
import { type Hanging, hangingOn } from "@/core/followups/leaving/queries";
import { type PostHeld, postsOf } from "@/core/institutions/people/queries";
import { canKeepDirectory } from "@/core/institutions/policy";
import { findPerson, type Holder } from "@/core/institutions/queries";
import { covers, postText } from "@/core/institutions/rules";
import { authorize } from "@/core/kernel/authorized";
import { dayOf } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";
import { readText } from "@/lib/localized";

export type Leaving = { hanging: Hanging; post: PostHeld; called: string; today: string; verifying: boolean };

/** The post somebody leaves: the one named in the address, else the first they hold; with what hangs on it. */
export function leavingOf({ store, actor, office }: Context, personId: string, query: Query): Leaving {
  const person = allowed(() => authorize(findPerson(store, actor, personId), (p) => canKeepDirectory(actor, p)));
  const today = dayOf(actor.now, office.zone);
  const posts = postsOf(store, actor, person.id);
  const asked = one(query, "post");
  const post = present(posts.find((p) => (asked ? p.id === asked : covers(p, today))) ?? (asked ? undefined : posts[0]));
  return {
    hanging: present(hangingOn(store, actor, post.id)),
    post,
    called: post.acronym ?? readText(post.name, office.language),
    today,
    verifying: one(query, "from") === "verify",
  };
}

const heirOptions = (heirs: Holder[], t: Translator): Option[] =>
  heirs.map((h) => ({
    value: h.tenureId,
    label: [
      h.name,
      h.sharedMailbox ? t("institutions.person.mailbox") : postText(h, h.form, t.locale),
      h.liaison && t("institutions.liaison"),
    ]
      .filter(Boolean)
      .join(", "),
  }));

/** What hangs on the post, and the fields that say who takes it over: all together, somebody new, or one by one. */
export function Handing({ context, leaving }: { context: Context; leaving: Leaving }) {
  const { t, office } = context;
  const { hanging, called } = leaving;
  const { ahead, led, heirs } = hanging;
  const options = [...heirOptions(heirs, t), { value: "nobody", label: t("people.leave.nobody") }];
  const things = [
    ...ahead.map(({ invitation, briefing }) => ({
      id: invitation.id,
      label: t("people.leave.invitation", { title: readText(briefing.title, t.locale, office.language) }),
    })),
    ...led.map((row) => ({ id: row.id, label: t("people.leave.followUp", { number: row.number, what: row.what }) })),
  ];
  return (
    <>
      {leaving.verifying && <input type="hidden" name="verifying" value="on" />}
      <Hangs t={t} hanging={hanging} called={called} own={office.language} />
      {things.length > 0 && (
        <>
          <Select
            name="to"
            label={t("people.leave.to")}
            hint={t("people.leave.toHint", { institution: called })}
            options={options}
            value={heirs.find((h) => h.liaison)?.tenureId ?? "nobody"}
          />
          <FieldsFold summary={t("people.leave.newcomer")}>
            <div className="grid gap-5">
              <p className="hint">{t("people.leave.newcomerHint", { institution: called })}</p>
              <Field name="newName" label={t("institutions.person.displayName")} maxLength={200} autoComplete="off" />
              <div className="side-by-side">
                <Field name="newEmail" type="email" label={t("institutions.person.email")} autoComplete="off" optional />
                <Field name="newPhone" type="tel" label={t("institutions.person.phone")} autoComplete="off" optional />
              </div>
              <Check name="another" label={t("institutions.doubles.another")} hint={t("institutions.doubles.anotherHint")} whenAsked />
            </div>
          </FieldsFold>
          {things.length > 1 && (
            <FieldsFold summary={t("people.leave.single")}>
              <div className="grid gap-5">
                {things.map(({ id, label }) => (
                  <Select key={id} name={`single.${id}`} label={label} options={options} empty={t("people.leave.asAll")} />
                ))}
              </div>
            </FieldsFold>
          )}
          {ahead.some(({ invitation }) => invitation.state !== "draft") && (
            <Check name="send" label={t("people.leave.send")} hint={t("people.leave.sendHint")} checked />
          )}
        </>
      )}
    </>
  );
}
