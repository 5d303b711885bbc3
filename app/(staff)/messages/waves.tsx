import { closedAt } from "@/app/(staff)/quiet";
import { undoWave } from "@/app/actions/mail";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Leaving } from "@/components/invitations/leaving";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Said } from "@/components/ui/page";
import { type Briefing, briefingsByIds } from "@/core/briefings/queries";
import { isCleared } from "@/core/invitations/clearing/queries";
import { canClear, canInvite } from "@/core/invitations/policy";
import { isKind } from "@/core/invitations/sending/rules";
import { type Wave, wavesOf } from "@/core/mail/waves/queries";
import { formatHour, localOf } from "@/lib/dates";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { kindText } from "./words";

/** Waves in sight before the rest is folded: the list of messages is what the page is for. */
const IN_SIGHT = 2;

/** What leaves together, and how far each such wave has come; current while one looks. */
export function Waves({ context, briefingId }: { context: Context; briefingId?: string }) {
  const { store, actor, t } = context;
  const waves = wavesOf(store, actor, briefingId);
  if (waves.length === 0) return null;
  const briefings = briefingsByIds(
    store,
    actor.officeId,
    waves.flatMap((wave) => wave.briefingId ?? []),
  );
  const list = (some: Wave[]) => (
    <ul className="messages">
      {some.map((wave) => (
        <One key={wave.batchId} context={context} wave={wave} briefing={briefings.get(wave.briefingId ?? "")} />
      ))}
    </ul>
  );
  return (
    <section className="sheet waves" aria-labelledby="waves">
      <h2 id="waves">{t("outbox.waves.title")}</h2>
      {list(waves.slice(0, IN_SIGHT))}
      {waves.length > IN_SIGHT && (
        <details>
          <summary className="link">{t("outbox.waves.more", { n: waves.length - IN_SIGHT })}</summary>
          {list(waves.slice(IN_SIGHT))}
        </details>
      )}
    </section>
  );
}

function One({ context, wave, briefing }: { context: Context; wave: Wave; briefing: Briefing | undefined }) {
  const { actor, office, t, locale } = context;
  const { batchId, states, n, sendAfter } = wave;
  const kind = kindText({ kind: wave.kind, payload: { said: wave.said } }, context);
  const hour = formatHour(localOf(sendAfter, office.zone), locale);
  const waiting = (states.queued ?? 0) + (states.sending ?? 0);
  const closed = closedAt(context, Math.max(sendAfter, actor.now));
  const later = closed && t("invitations.leaving.later", { n: states.queued ?? 0, ...closed });
  const said = [
    t(waiting > 0 ? "outbox.waves.done" : "outbox.waves.over", { left: states.sent ?? 0, n: n - (states.cancelled ?? 0) }),
    ...(["failed", "uncertain", "queued", "cancelled"] as const).flatMap((state) => {
      const many = state === "queued" ? waiting : (states[state] ?? 0);
      return many > 0 ? [t(`outbox.waves.${words[state]}`, { n: many })] : [];
    }),
  ].join(", ");
  return (
    <li id={`wave-${batchId}`}>
      <div>
        <p>
          <b>{briefing ? t("outbox.waves.of", { kind }) : kind}</b>
          {briefing && (
            <>
              {" "}
              <a className="name" href={paths.invitations(briefing.id)}>
                <Said reading={read(briefing.title, locale, office.language)} locale={locale} />
              </a>
            </>
          )}
        </p>
        <p>{said}</p>
        {sendAfter <= actor.now && (states.queued ?? 0) > 0 && later && <p className="meta">{later}</p>}
      </div>
      <div className="buttons">
        {sendAfter > actor.now && (states.queued ?? 0) > 0 && (
          <Leaving
            left={sendAfter - actor.now}
            texts={
              later
                ? { in: t("invitations.leaving.laterUndo", { later, s: "{s}" }), at: later, now: later }
                : { in: t("outbox.waves.in", { s: "{s}" }), at: t("outbox.waves.at", { hour }), now: t("outbox.waves.now") }
            }
          >
            {briefing && mayUndo(context, briefing, wave) && (
              <Form action={undoWave} texts={formTexts(t)} className="inline-form">
                <input type="hidden" name="briefingId" value={briefing.id} />
                <input type="hidden" name="batchId" value={batchId} />
                <Button>{t("outbox.waves.undo")}</Button>
              </Form>
            )}
          </Leaving>
        )}
        <a className="link" href={paths.messages({ batch: batchId, show: "all" })}>
          {t("outbox.waves.see")}
        </a>
      </div>
    </li>
  );
}

const words = { failed: "failed", uncertain: "doubt", queued: "waiting", cancelled: "taken" } as const;

/** Who invites takes a sending back, and who cleared it. */
const mayUndo = ({ store, actor }: Context, briefing: Briefing, { kind, batchId }: Wave): boolean =>
  isKind(kind) && (canInvite(actor, briefing) || (kind === "invitation" && canClear(actor, briefing) && isCleared(store, actor, batchId)));
