import type { Context } from "@/app/context";
import { StandingPill } from "@/components/invitations/standing";
import { briefingsByIds } from "@/core/briefings/queries";
import { holdersByTenure, institutionsByIds } from "@/core/institutions/queries";
import { previewOf } from "@/core/invitations/mail";
import { canClear, canInvite } from "@/core/invitations/policy";
import type { Invitation } from "@/core/invitations/queries";
import { standingOf } from "@/core/invitations/rules";
import { languageNames } from "@/lib/locales";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { About, Head, ToCell } from "./cells";
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
      <Head t={t} />
      <tbody>
        {rows.map((row) => {
          const to = people.get(row.addresseeTenureId ?? "");
          const institution = institutions.get(row.institutionId);
          const briefing = briefings.get(row.briefingId);
          const kind = kindText({ kind: "invitation" }, context);
          return (
            <tr key={row.id}>
              <ToCell context={context} name={to?.name} address={to?.email} institution={institution} />
              <td>
                <a className="name" href={paths.invitation(row.briefingId, row.id)} lang={row.language}>
                  {previewOf(store, actor, row.id)?.subject ?? kind}
                </a>
                <About
                  context={context}
                  words={[kind, languageNames[row.language]]}
                  title={briefing && read(briefing.title, locale, office.language)}
                />
              </td>
              <td>{t("outbox.when.written", { at: moment(row.changedAt, context) })}</td>
              <td>
                <StandingPill standing={standingOf(row)} t={t} />
                <span className="meta">
                  {t(row.holdingId ? "outbox.heldNote" : "outbox.held")} <Look context={context} row={row} />{" "}
                  {canInvite(actor, row) && (
                    <a className="link" href={paths.letterWords(row.briefingId, row.id)}>
                      {t("outbox.letter.link")}
                    </a>
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

/** Where one sees what it waits for: who may clear it where it is cleared, who invites where it was asked for. */
function Look({ context: { actor, t }, row }: { context: Context; row: Invitation }) {
  const invites = canInvite(actor, row);
  const at = row.holdingId
    ? { href: paths.heldInvitations(row.briefingId), text: t("outbox.heldSee"), may: invites }
    : canClear(actor, row) && row.clearanceId
      ? { href: paths.clearance(row.briefingId, row.clearanceId, { see: row.id }), text: t("outbox.heldLook"), may: true }
      : { href: paths.sendInvitations(row.briefingId), text: t("clearance.see"), may: invites };
  return (
    at.may && (
      <a className="link" href={at.href}>
        {at.text}
      </a>
    )
  );
}
