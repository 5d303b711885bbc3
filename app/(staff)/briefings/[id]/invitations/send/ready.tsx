import { leave } from "@/app/actions/holding";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { leftOut, one, type Query } from "@/app/query";
import { Recipients } from "@/components/invitations/recipients";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import type { Briefing } from "@/core/briefings/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { dossierOf } from "@/core/invitations/dossier/queries";
import type { Ready as ReadyRow } from "@/core/invitations/sending/queries";
import { languageNames } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { Unready } from "../../ready";
import { standingOf } from "../../standing";
import { EditForm } from "../[invitationId]/edit";
import { languagesText, letterNote } from "../letters";
import { Preview } from "../preview";
import { Confirm } from "./confirm";

type Props = { context: Context; briefing: Briefing; drafts: ReadyRow[]; query: Query };

/** The drafts, grouped by kind of document and language, with the preview of one of them beside; what was typed before it was looked at stands in the address. */
export function Ready({ context, briefing, drafts, query }: Props) {
  const { t } = context;
  const ready = drafts.filter((d) => d.hindrance === undefined);
  const hindered = drafts.filter((d) => d.hindrance !== undefined);
  const shown = drafts.find((d) => d.invitation.id === one(query, "see")) ?? ready[0] ?? drafts[0];
  const dossier = shown && dossierOf(context.store, context.actor, briefing.id, shown.invitation.id);
  const out = leftOut(query);
  const languages = [...new Set(ready.map((d) => d.invitation.language))];
  const sum = ready.reduce((seats, d) => seats + d.invitation.quota, 0);
  return (
    <>
      <div className="head">
        <div>
          <h2>{t("invitations.send.ready", { n: ready.length, lacking: hindered.length })}</h2>
          {ready.length > 0 && (
            <p className="meta">
              {languagesText(
                ready.map((d) => d.invitation),
                t,
              )}
            </p>
          )}
        </div>
      </div>
      {briefing.dateOpen && (
        <Notice tone="warn" icon={<Icon name="clock" />}>
          <p>{t("invitations.send.dateOpen")}</p>
        </Notice>
      )}
      {briefing.seats !== null && sum > briefing.seats && (
        <Notice tone="warn" icon={<Icon name="alert" />}>
          <p>{t("invitations.send.overSeats", { sum, seats: briefing.seats })}</p>
        </Notice>
      )}
      {hindered.length > 0 && <Hindered context={context} briefing={briefing} rows={hindered} />}
      {ready.length > 0 && <Unready context={context} briefing={briefing} standing={{ ...standingOf(context, briefing), languages }} />}
      <div className="spread mailing">
        {ready.length > 0 ? (
          <Form action={leave} texts={formTexts(t)} className="sheet sending">
            <input type="hidden" name="briefingId" value={briefing.id} />
            {groupsOf(ready).map(({ key, kind, language, rows }) => (
              <section key={key} aria-labelledby={key}>
                <h3 id={key}>
                  {t("invitations.send.group", {
                    kind: t(`vocabulary.documentKinds.${kind}`),
                    language: languageNames[language],
                    n: rows.length,
                  })}
                </h3>
                {kind !== "email" && (
                  <p className="meta">{t(kind === "letter" ? "invitations.send.letter" : "invitations.send.noteVerbale")}</p>
                )}
                <Recipients t={t} recipients={rows.map((row) => recipient(row, out, shown, t))} />
              </section>
            ))}
            <Confirm context={context} briefing={briefing} n={ready.length} query={query} />
          </Form>
        ) : (
          <div />
        )}
        {shown && dossier && (
          <div className="beside">
            <Preview context={context} invitationId={shown.invitation.id} name={calledIn(shown.institution)} kind="invitation" />
            <p className="my-3">
              <a className="link" href={paths.letterWords(briefing.id, shown.invitation.id)}>
                {t("outbox.letter.link")}
              </a>
            </p>
            <section aria-labelledby="edit">
              <h2 id="edit">{t("invitations.send.settings", { name: calledIn(shown.institution) })}</h2>
              <EditForm context={context} dossier={dossier} manages suggested="" previewing />
            </section>
          </div>
        )}
      </div>
    </>
  );
}

const recipient = (
  { invitation, institution, addressee }: ReadyRow,
  out: ReadonlySet<string>,
  shown: ReadyRow | undefined,
  t: Context["t"],
) => ({
  id: invitation.id,
  called: calledIn(institution),
  lang: "es",
  to: addressee?.name ?? "",
  address: addressee?.email ?? "",
  ticked: !out.has(invitation.id),
  shown: shown?.invitation.id === invitation.id,
  note: letterNote(invitation, t),
});

function groupsOf(ready: ReadyRow[]) {
  const groups = new Map<string, ReadyRow[]>();
  for (const row of ready) {
    const key = `${row.invitation.documentKind}-${row.invitation.language}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].flatMap(([key, rows]) => {
    const first = rows[0]?.invitation;
    return first ? [{ key, kind: first.documentKind, language: first.language, rows }] : [];
  });
}

/** Those that cannot leave, each with what hinders it and the way to mend it. */
function Hindered({ context, briefing, rows }: { context: Context; briefing: Briefing; rows: ReadyRow[] }) {
  const { t } = context;
  const unverified = rows.filter((row) => row.hindrance === "to_verify").length;
  return (
    <Notice tone="warn" icon={<Icon name="alert" />}>
      <p>
        <b>{t("invitations.send.hindered")}</b> {unverified > 0 && t("people.verify.hindered", { n: unverified })}
      </p>
      <ul className="hindered">
        {rows.map(({ invitation, institution, addressee, hindrance }) => (
          <li key={invitation.id}>
            <b lang="es">{calledIn(institution)}</b>
            {hindrance && t("invitations.send.why", { why: t(`invitations.send.${hindrance}`, { name: addressee?.name ?? "" }) })}{" "}
            {hindrance === "to_verify" && (
              <>
                <a className="link" href={paths.verifyPeople({ at: addressee?.tenureId })}>
                  {t("people.verify.verify")}
                </a>{" "}
              </>
            )}
            <a className="link" href={`${paths.sendInvitations(briefing.id, { see: invitation.id })}#edit`}>
              {t("invitations.send.mend")}
            </a>{" "}
            <a className="link" href={paths.invitation(briefing.id, invitation.id)}>
              {t("invitations.send.handOver")}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
