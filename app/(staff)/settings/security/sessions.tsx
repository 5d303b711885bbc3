import { endOne, endOthers } from "@/app/actions/security";
import { staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { Pill } from "@/components/ui/pill";
import { deviceName } from "@/core/offices/entering/mail";
import { ownSessions } from "@/core/offices/sessions/queries";
import { formatMoment } from "@/lib/dates";

/** Every browser in which the reader is signed in, this one first, each with the way to end it. */
export async function Sessions() {
  const { store, actor, office, t, locale } = await staffContext();
  const sessions = ownSessions(store, actor).sort((a, b) => Number(b.id === actor.sessionId) - Number(a.id === actor.sessionId));
  const moment = (at: number): string => formatMoment(at, office.zone, locale, "shortYear");
  return (
    <Section id="sessions" title={t("security.sessions.title")}>
      <p className="mt-2 mb-4 text-muted">{t("security.sessions.text")}</p>
      <ul className="ways-in">
        {sessions.map((session) => {
          const device = deviceName(t, session);
          const own = session.id === actor.sessionId;
          return (
            <li key={session.id}>
              <div>
                <b>{device}</b>{" "}
                {own && (
                  <Pill tone="yes" icon="check">
                    {t("security.sessions.this")}
                  </Pill>
                )}
                <span className="meta block">
                  {t("security.sessions.since", { moment: moment(session.createdAt), way: t(`security.ways.${session.way}`) })} ·{" "}
                  {t("security.sessions.seen", { moment: moment(session.seenAt) })}
                </span>
              </div>
              {!own && (
                <Form action={endOne} texts={formTexts(t)} className="">
                  <input type="hidden" name="sessionId" value={session.id} />
                  <Button>
                    {t("security.sessions.end")} <span className="heard-only">{device}</span>
                  </Button>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.length > 1 && (
        <Form action={endOthers} texts={formTexts(t)} className="mt-4">
          <Button>{t("security.sessions.endOthers")}</Button>
        </Form>
      )}
    </Section>
  );
}
