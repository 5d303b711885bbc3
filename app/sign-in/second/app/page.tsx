import type { Metadata } from "next";
import { redirect } from "next/navigation";
import encodeQR from "qr";
import { confirmApp } from "@/app/actions/security";
import { visitorContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { PublicPage } from "@/app/public-page";
import { currentArrival } from "@/app/session";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { authenticatorUri, pendingSecret } from "@/core/offices/factors/queries";
import { grouped } from "@/core/offices/factors/rules";
import { paths } from "@/lib/paths";
import { isFresh } from "../again";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await visitorContext()).t("security.app.title") };
}

/** The secret as a picture the telephone reads, and as text for one that cannot; it is in force with its first code. */
export default async function SetUpApp() {
  const arrival = await currentArrival();
  if (!arrival || arrival.lacks === "factor") redirect(paths.secondFactor());
  const { store, t } = await visitorContext();
  const pending = isFresh(arrival) ? pendingSecret(store, arrival.staff) : undefined;
  if (!pending) redirect(arrival.lacks ? paths.secondFactor() : paths.security());
  const picture = encodeQR(authenticatorUri(pending), "svg", { border: 2, optimize: true });
  return (
    <PublicPage bare>
      <div className="door">
        <h1>{t("security.app.title")}</h1>
        <p className="lead">{t("security.app.scan")}</p>
        {/* biome-ignore lint/performance/noImgElement: a picture made for this page, and for nobody's cache. */}
        <img
          className="qr"
          src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
          alt={t("security.app.picture")}
          width={220}
          height={220}
        />
        <details className="mb-6">
          <summary>{t("security.app.byHand")}</summary>
          <p className="code mt-2">{grouped(pending.secret)}</p>
          <p className="meta">
            <a className="link" href={authenticatorUri(pending)}>
              {t("security.app.here")}
            </a>
          </p>
        </details>
        <Form action={confirmApp} texts={formTexts(t)}>
          <Field
            name="code"
            label={t("security.app.code")}
            hint={t("security.app.codeHint")}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={12}
            required
          />
          <div className="buttons">
            <Button kind="primary">{t("security.app.confirm")}</Button>
          </div>
        </Form>
      </div>
    </PublicPage>
  );
}
