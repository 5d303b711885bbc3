import { guestPage, isWithinLimits, readForm, seeOther } from "@/app/guest";
import { isSameOrigin } from "@/app/same-origin";
import { InvitationPage } from "@/components/guest/invitation";
import { DeadLinkPage, RefusedPage, WithdrawnPage } from "@/components/guest/simple";
import type { Entered } from "@/components/guest/view";
import { addUpdate } from "@/core/followups/commands";
import { recordAnswer } from "@/core/invitations/answers/commands";
import { saveDelegation } from "@/core/invitations/delegation/commands";
import { delegationOf } from "@/core/invitations/delegation/queries";
import { requestNewLink } from "@/core/invitations/links/commands";
import { findInvitationByToken, withdrawnBy } from "@/core/invitations/links/queries";
import type { Invitee } from "@/core/kernel/actor";
import { faultOf } from "@/core/kernel/outcome";
import { once } from "@/core/kernel/receipts";
import { findOffice } from "@/core/offices/queries";
import { openStore, type Store } from "@/db/store";
import { type Translator, translator } from "@/lib/i18n";
import { isLocale, negotiate } from "@/lib/locales";
import { logError } from "@/lib/log";
import { readAnswer, readNames, readUpdate, refusedAs } from "./forms";
import { readView } from "./view";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** Shows the page of an invitation; every link that opens nothing gets one and the same page. Changes nothing, whoever fetches it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const { searchParams } = new URL(request.url);
  const store = openStore();
  const actor = findInvitationByToken(store, token, Date.now());
  if (!actor) return withdrawnPage(store, token, request, searchParams) ?? deadLink(request, searchParams);
  return guestPage(<InvitationPage view={readView(store, actor, token, searchParams)} />);
}

/** Takes an answer, names, or the wish for a new link; then sends the browser back to the page. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const { searchParams, pathname } = new URL(request.url);
  const reader = readersLanguage(request, searchParams);
  if (!isSameOrigin(request)) return refused(reader, "foreign", 403);
  const values = await readForm(request);
  if (values === "too_large") return refused(reader, "large", 413);
  if (values === "unreadable") return refused(reader, "foreign", 415);

  const store = openStore();
  const actor = findInvitationByToken(store, token, Date.now());
  const within = await isWithinLimits(request, token);
  if (!actor) {
    const gone = withdrawnPage(store, token, request, searchParams);
    if (gone) return gone;
    if (values.get("act") !== "link") return deadLink(request, searchParams);
    if (within) requestNewLink(store, { kind: "visitor", now: Date.now() }, { token });
    return seeOther(`${pathname}?asked=1${searchParams.has("lang") ? `&lang=${reader.locale}` : ""}`);
  }
  if (values.get("act") === "link") return seeOther(pathname);

  const act = acts.find((known) => known === values.get("act")) ?? "answer";
  const language = values.get("language");
  const t = translator(isLocale(language) ? language : reader.locale);
  const show = (entered: Entered, status: number): Promise<Response> =>
    guestPage(<InvitationPage view={readView(store, actor, token, searchParams, entered)} />, status);
  if (!within) return show({ act, values, problems: [], notice: `${t("guest.wrong.often")}. ${t("guest.wrong.oftenWhy")}` }, 429);
  try {
    const entered = takers[act](store, actor, values, t);
    return entered ? await show(entered, 422) : seeOther(act === "update" ? toldOf(pathname, values, reader) : pathname);
  } catch (thrown) {
    if (faultOf(thrown) === "not_found") return show({ act, values, problems: [], notice: t("guest.wrong.form") }, 422);
    return show({ act, values, problems: [], notice: t("guest.wrong.fault", { code: logError("guest", thrown) }) }, 500);
  }
}

const keyOf = (values: URLSearchParams): string | undefined => values.get("key")?.slice(0, 64) || undefined;

/** Records an answer once per form; gives the form back when something is wrong with it. */
function takeAnswer(store: Store, actor: Invitee, values: URLSearchParams, t: Translator): Entered | undefined {
  const read = readAnswer(values, t);
  if (!read.ok) return read.entered;
  const input = { ...read.input, invitationId: actor.invitationId };
  const outcome = once(store, keyOf(values), { scope: `${actor.linkId}:answer`, input }, actor.now, (tx) => recordAnswer(tx, actor, input));
  return outcome.ok ? undefined : refusedAs("answer", values, outcome, t);
}

/** Saves the names once per form; gives the form back when something is wrong with it. */
function takeNames(store: Store, actor: Invitee, values: URLSearchParams, t: Translator): Entered | undefined {
  const standing = delegationOf(store, { id: actor.invitationId, officeId: actor.officeId });
  const read = readNames(values, new Map(standing.map((d) => [d.id, d.name ?? ""])), t);
  if (!read.ok) return read.entered;
  const input = { ...read.input, invitationId: actor.invitationId };
  const outcome = once(store, keyOf(values), { scope: `${actor.linkId}:names`, input }, actor.now, (tx) =>
    saveDelegation(tx, actor, input),
  );
  return outcome.ok ? undefined : refusedAs("names", values, outcome, t);
}

/** Takes what an institution reports of a commitment, once per form; gives the form back when something is wrong with it. */
function takeUpdate(store: Store, actor: Invitee, values: URLSearchParams, t: Translator): Entered | undefined {
  const read = readUpdate(values, t);
  if (!read.ok) return read.entered;
  const { input } = read;
  const outcome = once(store, keyOf(values), { scope: `${actor.linkId}:update`, input }, actor.now, (tx) => addUpdate(tx, actor, input));
  return outcome.ok ? undefined : refusedAs("update", values, outcome, t);
}

const acts = ["answer", "names", "update"] as const;
const takers = { answer: takeAnswer, names: takeNames, update: takeUpdate };

/** The page again, at the commitment of which news was sent. */
function toldOf(pathname: string, values: URLSearchParams, { locale }: Translator): string {
  const told = values.get("followUpId") ?? "";
  const language = values.get("language");
  return `${pathname}?${new URLSearchParams({ told, lang: isLocale(language) ? language : locale })}#${told}`;
}

/** The language of a reader we know nothing of: the one asked for, else the browser's. */
function readersLanguage(request: Request, query: URLSearchParams): Translator {
  const lang = query.get("lang");
  return translator(isLocale(lang) ? lang : negotiate(request.headers.get("accept-language")));
}

/** Says to whoever holds the link of a withdrawn invitation that it is withdrawn, by whom, and whom to ask; nothing of the meeting. */
function withdrawnPage(store: Store, token: string, request: Request, query: URLSearchParams): Promise<Response> | undefined {
  const gone = withdrawnBy(store, token, Date.now());
  if (!gone) return undefined;
  const t = query.has("lang") ? readersLanguage(request, query) : translator(gone.language);
  return guestPage(<WithdrawnPage t={t} office={findOffice(store, gone.officeId)} />, 404);
}

const deadLink = (request: Request, query: URLSearchParams): Promise<Response> =>
  guestPage(<DeadLinkPage t={readersLanguage(request, query)} asked={query.has("asked")} />, 404);

const refused = (t: Translator, why: "foreign" | "large", status: number): Promise<Response> =>
  guestPage(<RefusedPage t={t} title={t(`guest.wrong.${why}`)} text={t(`guest.wrong.${why}Why`)} />, status);
