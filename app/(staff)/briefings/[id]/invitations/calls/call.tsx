import { noteCall } from "@/app/actions/calls";
import { noteContact } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { CopyText } from "@/components/invitations/copy";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import type { Briefing } from "@/core/briefings/queries";
import { postText } from "@/core/institutions/rules";
import { calledIn } from "@/core/invitations/board/queries";
import type { ToCall } from "@/core/invitations/calling/queries";
import { writingTo } from "@/core/invitations/contacts/mail";
import { dayOf, formatDay, near } from "@/lib/dates";
import { whatsAppUrl } from "@/lib/mobiles";
import { paths } from "@/lib/paths";
import { phoneText, phoneUri } from "@/lib/phones";
import { knownPeople } from "../record-form";

type Props = { context: Context; briefing: Briefing; row: ToCall };

/** How many known people are offered as having answered. */
const OFFERED = 5;

/** One institution of the call list: whom to call, what they say, and the text to write instead. */
export function Call({ context, briefing, row }: Props) {
  const { t, locale } = context;
  const { invitation, to, contacted } = row;
  const called = calledIn(row.name);
  const people = knownPeople(context, briefing, invitation).slice(0, OFFERED);
  const post = to && postText(to, to.form, locale);
  return (
    <li id={`row-${invitation.id}`}>
      <div className="whom">
        <h3>
          <a className="name" href={paths.invitation(briefing.id, invitation.id)} lang="es">
            {called}
          </a>
        </h3>
        {to ? (
          <p>
            {to.name}
            {post && <span className="meta"> {post}</span>}
          </p>
        ) : (
          <p className="meta">{t("invitations.board.noLiaison")}</p>
        )}
        {to?.phone ? (
          <a className="tel link" href={phoneUri(to.phone)}>
            <Icon name="phone" size={16} />
            {phoneText(to.phone)}
          </a>
        ) : (
          <p className="meta">{t("calls.noPhone")}</p>
        )}
        {contacted && <p className="meta">{lastText(context, briefing, contacted)}</p>}
      </div>
      <div className="says">
        <Form action={noteCall} texts={formTexts(t)}>
          <input type="hidden" name="invitationId" value={invitation.id} />
          <input type="hidden" name="basedOn" value={invitation.answerId ?? "none"} />
          <input type="hidden" name="channel" value="phone" />
          {people.length > 0 ? (
            <>
              <Select
                name="by"
                label={t("invitations.record.who")}
                value={people[0]?.personId}
                options={people.map((h) => ({ value: h.personId, label: h.name }))}
              />
              <div className="buttons">
                {(["accepted", "tentative", "declined"] as const).map((value) => (
                  <Button
                    key={value}
                    name="value"
                    value={value}
                    aria-label={t("invitations.board.actOf", { act: t(`invitations.record.${value}`), name: called })}
                  >
                    {t(`invitations.record.${value}`)}
                  </Button>
                ))}
              </div>
            </>
          ) : null}
        </Form>
        <div className="buttons">
          <a className="link" href={paths.recordAnswer(briefing.id, invitation.id)}>
            {t("calls.other")}
          </a>
          <Noted context={context} briefing={briefing} row={row} channel="no_answer" text={t("calls.unreached")} />
        </div>
        <Written context={context} briefing={briefing} row={row} />
      </div>
      <p className="on-paper" aria-hidden="true">
        {(["accepted", "tentative", "declined"] as const).map((value) => (
          <span key={value}>{t(`invitations.record.${value}`)}</span>
        ))}
        <span>{t("calls.said")}</span>
      </p>
    </li>
  );
}

const said = { whatsapp: "invitations.texts.noted", phone: "calls.calledOn", no_answer: "calls.unreachedOn" } as const;

/** "Called on 30 Nov", "Called, not reached, 30 Nov", "Contacted by WhatsApp, 30 Nov". */
function lastText({ t, locale, actor }: Context, { zone }: Briefing, { at, channel }: NonNullable<ToCall["contacted"]>): string {
  const day = dayOf(at, zone);
  const text = formatDay(day, locale, near("short", day, dayOf(actor.now, zone)));
  return t(said[channel], { at: text });
}

/** The button that notes a call or a text. */
function Noted({ context: { t }, briefing, row, channel, text }: Props & { channel: "no_answer" | "whatsapp"; text: string }) {
  return (
    <Form action={noteContact} texts={formTexts(t)} className="inline-form">
      <input type="hidden" name="briefingId" value={briefing.id} />
      <input type="hidden" name="invitations" value={row.invitation.id} />
      <input type="hidden" name="channel" value={channel} />
      <Button kind="plain" aria-label={t("invitations.board.actOf", { act: text, name: calledIn(row.name) })}>
        {text}
      </Button>
    </Form>
  );
}

/** The reminder in the institution's language with its own link, to copy or to open in WhatsApp; noted once it was sent. */
function Written({ context, briefing, row }: Props) {
  const { store, actor, t } = context;
  const writing = writingTo(store, actor, briefing, row.invitation);
  if (!("text" in writing)) return null;
  const name = calledIn(row.name);
  const chat = row.to?.phone ? whatsAppUrl(row.to.phone, writing.text) : undefined;
  return (
    <details className="fold">
      <summary aria-label={t("invitations.board.actOf", { act: t("calls.write"), name })}>
        <Icon name="right" size={16} /> {t("calls.write")}
      </summary>
      <CopyText
        text={writing.text}
        lang={writing.language}
        texts={{
          label: t("invitations.texts.of", { kind: t(`invitations.contact.${writing.kind}`), name }),
          copy: t("invitations.texts.copy"),
          copied: t("invitations.one.copied"),
        }}
      >
        {chat && (
          <a
            className="button"
            href={chat}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={t("invitations.board.actOf", { act: t("calls.open"), name })}
          >
            <Icon name="whatsapp" size={16} /> {t("calls.open")}
          </a>
        )}
      </CopyText>
      {!chat && (
        <p className="meta">
          {t("calls.noMobile")}{" "}
          {row.to && (
            <a className="link" href={paths.person(row.to.personId)}>
              {t("calls.addMobile")}
            </a>
          )}
        </p>
      )}
      <div className="sent">
        <p>{t("calls.sent")}</p>
        <Noted context={context} briefing={briefing} row={row} channel="whatsapp" text={t("calls.yes")} />
      </div>
    </details>
  );
}
