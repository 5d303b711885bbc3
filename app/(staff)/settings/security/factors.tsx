import { beginApp, dropPasskey, makeCodes, removeApp } from "@/app/actions/security";
import { present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { currentArrival } from "@/app/session";
import { Again, isFresh } from "@/app/sign-in/second/again";
import { NewPasskey } from "@/app/sign-in/second/new-passkey";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { countFactors, factorsOf } from "@/core/offices/factors/queries";
import { formatMoment } from "@/lib/dates";
import { paths } from "@/lib/paths";

/** The reader's second factors: what there is, and how to add and remove, for whoever signed in lately. */
export async function SecondFactors() {
  const { store, actor, office, t, locale } = await staffContext();
  const arrival = present(await currentArrival());
  const factors = factorsOf(store, actor.userId);
  const fresh = isFresh(arrival);
  const since = (at: number): string => t("security.factors.since", { moment: formatMoment(at, office.zone, locale, "shortYear") });
  return (
    <Section id="factors" title={t("security.factors.title")}>
      <p className="mt-2 mb-4 text-muted">{t("security.factors.text")}</p>
      <ul className="ways-in">
        <li>
          <div>
            <b>{t("security.app.name")}</b>
            <span className="meta block">
              {factors.authenticatorAt === null ? t("security.factors.none") : since(factors.authenticatorAt)}
            </span>
          </div>
          {fresh && (
            <Form action={factors.authenticatorAt === null ? beginApp : removeApp} texts={formTexts(t)} className="">
              <Button>{factors.authenticatorAt === null ? t("security.app.begin") : t("security.app.remove")}</Button>
            </Form>
          )}
        </li>
        {factors.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <div>
              <b>{t("security.passkey.named", { name: passkey.name })}</b>
              <span className="meta block">{since(passkey.createdAt)}</span>
            </div>
            {fresh && (
              <Form action={dropPasskey} texts={formTexts(t)} className="">
                <input type="hidden" name="passkeyId" value={passkey.id} />
                <Button>
                  {t("security.passkey.remove")} <span className="heard-only">{passkey.name}</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
        {countFactors(factors) > 0 && (
          <li>
            <div>
              <b>{t("security.codes.name")}</b>
              <span className="meta block">{t("security.codes.left", { n: factors.codesLeft })}</span>
            </div>
            {fresh && (
              <Form action={makeCodes} texts={formTexts(t)} className="">
                <Button>{t("security.codes.renew")}</Button>
              </Form>
            )}
          </li>
        )}
      </ul>
      {fresh && <NewPasskey t={t} />}
      {!fresh && <Again t={t} next={paths.security()} />}
    </Section>
  );
}
