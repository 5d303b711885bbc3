import { skipPlanned } from "@/app/actions/reminders";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Pill } from "@/components/ui/pill";
import { briefingsByIds } from "@/core/briefings/queries";
import { afterwardsOf } from "@/core/followups/thanking/mail";
import { institutionsByIds } from "@/core/institutions/queries";
import { previewOf } from "@/core/invitations/mail";
import type { Planned } from "@/core/invitations/planning/queries";
import { canInvite } from "@/core/invitations/policy";
import { invitationsByIds } from "@/core/invitations/queries";
import { languageNames } from "@/lib/locales";
import { read, readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { About, Head, ToCell } from "./cells";
import { kindText, moment } from "./words";

/** What leaves by itself if nothing changes: rows of the same table, before there is a message, each with the way to keep it back. */
export function PlannedTable({ context, rows }: { context: Context; rows: Planned[] }) {
  const { store, actor, office, t, locale } = context;
  const invitations = invitationsByIds(
    store,
    actor.officeId,
    rows.map((row) => row.invitationId),
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
          const briefing = briefings.get(row.briefingId);
          const institution = institutions.get(row.institutionId);
          const language = invitations.get(row.invitationId)?.language;
          const kind = kindText(row, context);
          const subject =
            row.kind === "thanks" || row.kind === "regret"
              ? afterwardsOf(store, actor, row.invitationId, row.kind)?.subject
              : previewOf(store, actor, row.invitationId, row.kind)?.subject;
          const name = institution ? (institution.acronym ?? readText(institution.name, locale, office.language)) : row.toName;
          const said = { kind, name, day: moment(row.at, context) };
          return (
            <tr key={`${row.line}-${row.invitationId}`}>
              <ToCell context={context} name={row.toName} address={row.toAddress} institution={institution} />
              <td>
                <a className="name" href={paths.invitation(row.briefingId, row.invitationId)} lang={subject ? language : undefined}>
                  {subject ?? kind}
                </a>
                <About
                  context={context}
                  words={[kind, language ? languageNames[language] : ""]}
                  title={briefing && read(briefing.title, locale, office.language)}
                />
              </td>
              <td>{t("outbox.when.planned", { at: moment(row.at, context) })}</td>
              <td>
                <Pill tone="none" icon={row.skipped ? "minus" : "clock"}>
                  {t(row.skipped ? "outbox.planned.skipped" : "outbox.planned.state")}
                </Pill>
                {briefing && canInvite(actor, briefing) && (
                  <Form action={skipPlanned} texts={formTexts(t)} className="inline-form buttons">
                    <input type="hidden" name="invitationId" value={row.invitationId} />
                    <input type="hidden" name="line" value={row.line} />
                    {row.skipped && <input type="hidden" name="again" value="on" />}
                    <Button kind="plain" aria-label={t(row.skipped ? "reminders.againOf" : "reminders.skipOf", said)}>
                      {t(row.skipped ? "reminders.again" : "reminders.skip")}
                    </Button>
                  </Form>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
