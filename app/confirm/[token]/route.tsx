import { guestPage, isWithinLimits, readForm, seeOther } from "@/app/guest";
import { isSameOrigin } from "@/app/same-origin";
import { ConfirmedPage, ConfirmPage } from "@/components/guest/confirm";
import { DeadLinkPage, RefusedPage } from "@/components/guest/simple";
import { isDateOpen } from "@/components/guest/view";
import { whenLines } from "@/components/guest/words";
import { nominal } from "@/core/institutions/rules";
import { faultOf } from "@/core/kernel/outcome";
import { confirmAnswer } from "@/core/mail/confirming/commands";
import { confirmedBy, type ToConfirm, toConfirm } from "@/core/mail/confirming/queries";
import { officeNamed } from "@/core/offices/rules";
import { openStore } from "@/db/store";
import { type Translator, translator } from "@/lib/i18n";
import { isLocale, negotiate } from "@/lib/locales";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** The language of the page: the one asked for, else the invitation's, else the browser's. */
function readersLanguage(request: Request, found?: ToConfirm): Translator {
  const lang = new URL(request.url).searchParams.get("lang");
  return translator(isLocale(lang) ? lang : (found?.invitation.language ?? negotiate(request.headers.get("accept-language"))));
}

/** Shows what somebody answered for the one invited, and asks; changes nothing, whoever fetches it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const store = openStore();
  const found = toConfirm(store, token, Date.now());
  // Settled already: whoever opens the mail again reads what became of it.
  const done = found ? undefined : confirmedBy(store, token);
  if (done) return guestPage(<ConfirmedPage t={readersLanguage(request)} counts={done.counts} />);
  const t = readersLanguage(request, found);
  if (!found) return guestPage(<DeadLinkPage t={t} asked={false} bare />, 404);
  const { mail, briefing, office, called } = found;
  const names = { short: readText(office.shortName, t.locale, office.language), full: readText(office.name, t.locale, office.language) };
  const institution = nominal(called?.name ?? {}, called?.article ?? {}, t.locale);
  return guestPage(
    <ConfirmPage
      t={t}
      office={office}
      names={names}
      address={(lang) => paths.confirmAnswer(token, { lang })}
      who={mail.fromName ? t("incoming.from", { name: mail.fromName, address: mail.fromAddress }) : mail.fromAddress}
      said={mail.said ?? "tentative"}
      title={
        briefing.confidential
          ? t("confidential.neutral", { office: officeNamed(office, t.locale).the })
          : readText(briefing.title, t.locale, office.language)
      }
      of={institution.of}
      when={isDateOpen(briefing) ? t("briefings.dateOpen") : whenLines({ t, office }, briefing).join(", ")}
    />,
  );
}

/** Takes the yes, and sends the browser back to a page that says what became of it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const store = openStore();
  const t = readersLanguage(request, toConfirm(store, token, Date.now()));
  const refused = (why: "foreign" | "large" | "often", status: number) =>
    guestPage(<RefusedPage t={t} title={t(`guest.wrong.${why}`)} text={t(`guest.wrong.${why}Why`)} />, status);
  if (!isSameOrigin(request)) return refused("foreign", 403);
  const values = await readForm(request);
  if (values === "too_large") return refused("large", 413);
  if (values === "unreadable") return refused("foreign", 415);
  if (!(await isWithinLimits(request, token))) return refused("often", 429);
  try {
    const outcome = confirmAnswer(store, { kind: "visitor", now: Date.now() }, { token });
    return seeOther(paths.confirmAnswer(token, { done: outcome.ok && outcome.value.counts ? "yes" : "newer", lang: t.locale }));
  } catch (thrown) {
    if (faultOf(thrown) !== "not_found") throw thrown;
    // Pressed twice: the first press has done it.
    const done = confirmedBy(store, token);
    if (done) return seeOther(paths.confirmAnswer(token, { done: done.counts ? "yes" : "newer", lang: t.locale }));
    return guestPage(<DeadLinkPage t={t} asked={false} bare />, 404);
  }
}
