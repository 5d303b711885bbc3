import { countSeats } from "@/core/invitations/seats/rules";
import { AnswerForm } from "./answer-form";
import { Desk } from "./desk";
import { Document } from "./document";
import { Facts, ShortFacts } from "./facts";
import { NamesForm } from "./names-form";
import { AnswerPanel, ChangedPanel, ConflictPanel, ProblemPanel, StatePanel, WaitingPanel } from "./panels";
import { Top } from "./parts";
import { type GuestView, isDateOpen } from "./view";

/** The page of one invitation, in every state: what stands first, then the one thing to do, then what helps. */
export function InvitationPage({ view }: { view: GuestView }) {
  const { t, institution, names, title, answers, show, entered, closed, reconfirm } = view;
  const [answer] = answers;
  const asking = show === "answer" && (!answer || reconfirm);
  const problems = entered?.problems.length ?? 0;
  return (
    <Document
      lang={t.locale}
      site={names.short}
      title={problems > 0 ? `${t("common.form.errorTitle", { count: problems })} · ${names.short}` : names.short}
    >
      <main>
        <div className="sheet">
          <Top
            office={names.short}
            logo={view.logo}
            lang={t.locale}
            languages={view.office.languages}
            label={t("guest.language")}
            address={view.inLanguage}
          />
          <ProblemPanel view={view} />
          <StatePanel view={view} />
          {answer && !closed && !reconfirm && !isDateOpen(view.briefing) ? <AnswerPanel view={view} answer={answer} /> : null}
          {closed ? null : <ConflictPanel view={view} />}
          {reconfirm ? null : <ChangedPanel view={view} />}
          {reconfirm || closed ? null : <WaitingPanel view={view} />}
          <p className="kicker">{t("guest.kicker", { to: institution.to })}</p>
          <h1 className={asking ? undefined : "t"} lang={title.fallback ? title.lang : undefined}>
            {title.text}
          </h1>
          {asking ? <Facts view={view} /> : <ShortFacts view={view} />}
          <LetterLinks view={view} />
          {asking ? null : <Join view={view} />}
          {show === "answer" ? <AnswerForm view={view} /> : null}
          {show === "names" ? <NamesForm view={view} /> : null}
          {show === "list" || (closed && closed !== "cancelled") ? <Named view={view} /> : null}
        </div>
        <Desk view={view} />
      </main>
    </Document>
  );
}

/** The letter to show to one's director, and a mail that passes it on; nothing where none was issued, or the meeting is off. */
function LetterLinks({ view: { t, letter, closed } }: { view: GuestView }) {
  if (!letter || closed === "cancelled") return null;
  return (
    <p className="acts">
      <a href={letter.href} download>
        {letter.text}
      </a>{" "}
      <a href={letter.forward}>{t("letters.guest.forward")}</a>
    </p>
  );
}

/** The address to take part from afar, once the institution has said yes. */
function Join({ view }: { view: GuestView }) {
  const { t, briefing, answers, closed } = view;
  const open = closed === undefined || closed === "begun";
  if (!briefing.onlineUrl || briefing.mode === "on_site" || answers[0]?.value !== "accepted" || !open) return null;
  return (
    <p>
      <a href={briefing.onlineUrl} rel="noreferrer">
        {t("guest.join")}
      </a>
    </p>
  );
}

/** Who will come, as saved; once the meeting has begun the way to change it is the telephone. */
function Named({ view }: { view: GuestView }) {
  const { t, delegation, answers, closed, office } = view;
  const [answer] = answers;
  const { named } = countSeats(delegation);
  return (
    <section className="ask" id="named">
      <h2>
        {closed
          ? answer
            ? t("guest.state.youSaid", { answer: answer.value, n: named })
            : t("guest.state.silent")
          : t("guest.named.title")}
      </h2>
      <ul className="rows">
        {delegation.map(({ id, name, post, role, mode, seat, substitute }) => {
          const facts = [
            t(mode === "online" ? "guest.online" : "guest.onSite"),
            post,
            role === "member" ? null : t(`vocabulary.delegateRoles.${role}`),
            substitute ? t("guest.named.substitute") : null,
            seat === "waiting" ? t("guest.named.waiting") : null,
          ];
          return (
            <li key={id}>
              {name === null ? t("guest.named.toDesignate") : <bdi>{name}</bdi>}
              <p className="mu s">{facts.filter(Boolean).join(" · ")}</p>
            </li>
          );
        })}
      </ul>
      {closed === "begun" && office.contactPhone ? (
        <a className="btn" href={`tel:${office.contactPhone.replace(/[^\d+]/g, "")}`}>
          {t("guest.state.call", { phone: office.contactPhone.replace(/ /g, "\u00a0") })}
        </a>
      ) : null}
      {closed ? null : (
        <a className="btn out" href={view.address({ edit: "names" })}>
          {t("guest.named.change")}
        </a>
      )}
    </section>
  );
}
