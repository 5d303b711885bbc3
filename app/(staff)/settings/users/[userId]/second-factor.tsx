import { resetSecond, signMemberOut } from "@/app/actions/security";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { factorsOfMember } from "@/core/offices/factors/queries";
import { keeperContext } from "../../keepers";

/** What a colleague proves themselves by besides their mailbox, and the way to take it away when they have lost it. */
export async function SecondFactor({ userId, name }: { userId: string; name: string }) {
  const { store, actor, t } = await keeperContext();
  const factors = factorsOfMember(store, actor, userId);
  if (!factors || userId === actor.userId) return null;
  const none = !factors.app && factors.passkeys === 0;
  return (
    <>
      <Section id="browsers" title={t("security.member.sessions")}>
        <p className="mt-2 mb-4 text-muted">{t("security.member.sessionsText", { name })}</p>
        <Form action={signMemberOut} texts={formTexts(t)}>
          <input type="hidden" name="userId" value={userId} />
          <div className="buttons">
            <Button>{t("security.member.signOut")}</Button>
          </div>
        </Form>
      </Section>
      <Section id="second" title={t("security.factors.title")}>
        <p className="mt-2 mb-4 text-muted">
          {none
            ? t("security.member.none", { name })
            : t("security.member.has", { name, app: factors.app ? "yes" : "no", n: factors.passkeys })}
        </p>
        {!none && (
          <Form action={resetSecond} texts={formTexts(t)}>
            <input type="hidden" name="userId" value={userId} />
            <div className="buttons">
              <Button>{t("security.member.reset")}</Button>
            </div>
          </Form>
        )}
      </Section>
    </>
  );
}
