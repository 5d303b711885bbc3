import type { Context } from "@/app/context";
import { StandingPill } from "@/components/invitations/standing";
import { Said } from "@/components/ui/page";
import { briefingsByIds } from "@/core/briefings/queries";
import { holdersByTenure, institutionsByIds } from "@/core/institutions/queries";
import { previewOf } from "@/core/invitations/mail";
import type { Invitation } from "@/core/invitations/queries";
import { standingOf } from "@/core/invitations/rules";
import { languageNames } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { kindText, moment } from "./words";

/** Invitations that leave once somebody lets them: rows of the same table, before there is a message. */
export function HeldTable({ context, rows }: { context: Context; rows: Invitation[] }) {
  const { store, actor, office, t, locale } = context;
  const people = holdersByTenure(
    store,
    actor.officeId,
    rows.flatMap((row) => row.addresseeTenureId ?? []),
  );
  const institutions = institutionsByIds(
    store,
    actor.officeId,
    rows.map((row) => row.institutionId),
  );
  const briefings = briefingsByIds(
    store,
    actor.officeId,
    rows.map((row) => row.briefingId),
  );
  return (
    <table className="table outbox">
      <thead>
        <tr>
          <th scope="col">{t("outbox.columns.to")}</th>
          <th scope="col">{t("outbox.columns.what")}</th>
          <th scope="col">{t("outbox.columns.when")}</th>
          <th scope="col">{t("outbox.columns.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const to = people.get(row.addresseeTenureId ?? "");
          const institution = institutions.get(row.institutionId);
          const briefing = briefings.get(row.briefingId);
          const kind = kindText({ kind: "invitation" }, context);
          return (
            <tr key={row.id}>
              <th scope="row">
                <b>{to?.name ?? ""}</b>
                {to?.email && <span className="meta">{to.email}</span>}
                {institution && (
                  <span className="meta">
                    <a className="link" href={paths.institution(institution.id)}>
                      {institution.acronym ?? readText(institution.name, locale, office.language)}
                    </a>
                  </span>
                )}
              </th>
              <td>
                <a className="name" href={paths.invitation(row.briefingId, row.id)} lang={row.language}>
                  {previewOf(store, actor, row.id)?.subject ?? kind}
                </a>
                <span className="meta">
                  {`${kind} · ${languageNames[row.language]}`}
                  {briefing && (
                    <>
                      {" · "}
                      <Said reading={read(briefing.title, locale, office.language)} locale={locale} />
                    </>
                  )}
                </span>
              </td>
              <td>{t("outbox.when.written", { at: moment(row.changedAt, context) })}</td>
              <td>
                <StandingPill standing={standingOf(row)} t={t} />
                <span className="meta">
                  {t(row.holdingId ? "outbox.heldNote" : "outbox.held")}{" "}
                  {row.holdingId ? (
                    <a className="link" href={paths.heldInvitations(row.briefingId)}>
                      {t("outbox.heldSee")}
                    </a>
                  ) : (
                    row.clearanceId && (
                      <a className="link" href={paths.clearance(row.briefingId, row.clearanceId, { see: row.id })}>
                        {t("outbox.heldLook")}
                      </a>
                    )
                  )}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
