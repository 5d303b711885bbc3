import type { z } from "zod";
import { errorText, named } from "@/app/form-errors";
import type { Entered, Problem } from "@/components/guest/view";
import { guestUpdateInput } from "@/core/followups/input";
import { guestAnswerInput } from "@/core/invitations/answers/input";
import { guestDelegationInput } from "@/core/invitations/delegation/input";
import type { Refused } from "@/core/kernel/outcome";
import type { Translator } from "@/lib/i18n";
import type { MessageKey } from "@/lib/messages";
import { clean } from "@/lib/text";

type Read<T> = { ok: true; input: T } | { ok: false; entered: Entered };
type Issue = { path: PropertyKey[]; message: string };

const meta = ["act", "key"];
const answerFields = [
  "value",
  "by",
  "byName",
  "byPost",
  "tellBy",
  "reason",
  "substituteName",
  "substitutePost",
  "basedOn",
  "language",
  "notice",
];

/** The fields by their names; one sent twice counts once, `undefined` when there is one we do not send. */
function known(values: URLSearchParams, allowed: (name: string) => boolean): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  for (const [name, value] of values) {
    if (meta.includes(name)) continue;
    if (!allowed(name)) return undefined;
    fields[name] ??= value;
  }
  return fields;
}

const unreadable = (act: Entered["act"], values: URLSearchParams, t: Translator): { ok: false; entered: Entered } => ({
  ok: false,
  entered: { act, values, problems: [], notice: t("guest.wrong.form") },
});

const labels: Partial<Record<string, MessageKey>> = {
  byName: "guest.ask.yourName",
  byPost: "guest.ask.yourPost",
  tellBy: "guest.ask.tellBy",
  reason: "guest.ask.reason",
  substituteName: "guest.name",
  substitutePost: "guest.post",
  name: "guest.name",
  post: "guest.post",
  email: "guest.names.email",
  need: "guest.names.need",
  note: "guest.met.note",
  progress: "guest.met.ask",
};
/** What is wrong with a field, in the words of its error code; with `of`, whose field it is. */
function problem(id: string, field: string, code: string, t: Translator, of?: string): Problem {
  const text = errorText(code, t) ?? t("guest.wrong.form");
  const label = labels[field];
  if (!label) return { id, text, named: of && named(of, text, t) };
  return { id, text, named: named(of ? t("guest.wrong.of", { of, label: t(label) }) : t(label), text, t) };
}

/** Reads the form of the answer; what was typed under a choice that was not made is left out. */
export function readAnswer(values: URLSearchParams, t: Translator): Read<z.output<typeof guestAnswerInput>> {
  const fields = known(values, (name) => answerFields.includes(name));
  if (!fields) return unreadable("answer", values, t);
  const dropped = [
    ...(fields.value === "tentative" ? [] : ["tellBy"]),
    ...(fields.value === "declined" ? [] : ["reason", "substituteName", "substitutePost"]),
    ...(fields.by === "other" || !fields.by ? [] : ["byName", "byPost"]),
  ];
  const said = Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== "" && !dropped.includes(name)));
  const parsed = guestAnswerInput.safeParse(said);
  if (parsed.success) return { ok: true, input: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }: Issue): Problem => {
    const field = String(path[0] ?? "");
    if (field === "value") return { id: "value-accepted", text: t("guest.wrong.answer") };
    if (field === "by") return { id: "by-other", text: t("guest.wrong.who") };
    return answerFields.includes(field) ? problem(field, field, message, t) : { text: t("guest.wrong.form") };
  });
  return { ok: false, entered: { act: "answer", values, problems: once(problems) } };
}

const rowFields = {
  name: "name",
  post: "post",
  role: "role",
  mode: "mode",
  email: "email",
  access: "access",
  need: "need",
  clear: "clearNeeds",
  list: "listConsent",
  photo: "photoConsent",
  followUp: "followUpConsent",
} as const;
const row = /^(?:dlg_[0-9a-z]{25}|per_[0-9a-z]{25}|new[1-9])$/;
const ofRow = new RegExp(`^(?:${Object.keys(rowFields).join("|")})\\.(?:dlg_[0-9a-z]{25}|per_[0-9a-z]{25}|new[1-9])$`);
const namesFields = ["rows", "in", "head", "hold", "holds", "language", "notice", "stamp"];

/** Reads the form of the names (`standing`: the rows that are saved, by what they are called): its rows in their order, those ticked alone, then the seats to hold. */
export function readNames(
  values: URLSearchParams,
  standing: ReadonlyMap<string, string>,
  t: Translator,
): Read<z.output<typeof guestDelegationInput>> {
  const fields = known(values, (name) => namesFields.includes(name) || ofRow.test(name));
  const rows = [...new Set(values.getAll("rows"))];
  if (!fields || rows.some((ref) => !row.test(ref))) return unreadable("names", values, t);
  const ticked = new Set(values.getAll("in"));
  const problems: Problem[] = [];
  const chosen: string[] = [];
  const called = (ref: string): string =>
    clean(fields[`name.${ref}`] ?? "") || standing.get(ref) || t("guest.names.row", { n: rows.indexOf(ref) + 1 });
  const wrong = (id: string, ref: string, text: string): void => {
    problems.push({ id: `${id}-${ref}`, text, named: named(called(ref), text, t) });
  };
  for (const ref of rows) {
    const name = clean(fields[`name.${ref}`] ?? "");
    if (ref.startsWith("new") && name && !ticked.has(ref)) wrong("in", ref, t("guest.names.tick"));
    else if (ref.startsWith("new") && !name && ticked.has(ref)) wrong("name", ref, t("guest.names.empty"));
    else if (ticked.has(ref)) chosen.push(ref);
  }
  const held = fields.hold ? Math.min(50, Math.max(1, Number(fields.holds) || 1)) : 0;
  const seats = [...chosen.map((ref) => seatOf(ref, values, fields, standing)), ...Array.from({ length: held }, () => ({}))];
  const parsed = guestDelegationInput.safeParse({ stamp: fields.stamp, seats, language: fields.language, notice: fields.notice });
  if (parsed.success && problems.length === 0) return { ok: true, input: parsed.data };
  for (const { path, message } of parsed.success ? [] : (parsed.error.issues as Issue[])) {
    const [list, index, field] = path;
    const ref = list === "seats" ? chosen[Number(index)] : undefined;
    const name = String(field);
    problems.push(ref ? problem(`${name}-${ref}`, name, message, t, called(ref)) : { text: t("guest.wrong.form") });
  }
  return { ok: false, entered: { act: "names", values, problems: once(problems) } };
}

/** One ticked row as the command takes it. */
function seatOf(
  ref: string,
  values: URLSearchParams,
  fields: Record<string, string>,
  standing: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const seat: Record<string, unknown> = {};
  for (const [field, name] of Object.entries(rowFields)) {
    const value = fields[`${field}.${ref}`];
    if (value === undefined || value === "") continue;
    if (field === "access") seat.access = [...new Set(values.getAll(`access.${ref}`))];
    else seat[name] = ["clear", "list", "photo", "followUp"].includes(field) ? true : value;
  }
  if (fields.head === ref) seat.role = "head";
  if (standing.has(ref)) seat.id = ref;
  else if (!ref.startsWith("new")) seat.from = ref;
  return seat;
}

const updateFields = ["followUpId", "byName", "note", "progress", "language"];

/** Reads what an institution reports of one commitment. */
export function readUpdate(values: URLSearchParams, t: Translator): Read<z.output<typeof guestUpdateInput>> {
  const fields = known(values, (name) => updateFields.includes(name));
  if (!fields) return unreadable("update", values, t);
  const { language: _, ...said } = fields;
  const parsed = guestUpdateInput.safeParse(said);
  if (parsed.success) return { ok: true, input: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }: Issue): Problem => {
    const field = String(path[0] ?? "");
    return field in labels ? problem(idOf(field, values), field, message, t) : { text: t("guest.wrong.form") };
  });
  return { ok: false, entered: { act: "update", values, problems: once(problems) } };
}

/** An element of the form of one commitment, of which a page has several. */
const idOf = (field: string, values: URLSearchParams): string => `${field}-${values.get("followUpId")}`;

const once = (problems: Problem[]): Problem[] =>
  problems.filter((p, i) => problems.findIndex((q) => q.id === p.id && (p.id !== undefined || q.text === p.text)) === i);

/** The element a refused field belongs to. */
function elementOf(act: Entered["act"], field: string | undefined, values: URLSearchParams): string | undefined {
  if (act === "update") return field && idOf(field, values);
  return field === "by" ? "by-other" : field?.startsWith("seats") ? "names" : field;
}

/** A refusal as the page shows it: at its field, with what stands now where somebody else saved meanwhile. */
export function refusedAs(act: Entered["act"], values: URLSearchParams, refused: Refused, t: Translator): Entered {
  const text = t(`refusals.${refused.code}` as never, refused.params);
  if (refused.code === "names_changed") {
    const names = (refused.current?.names as string[] | undefined)?.map((name) => name || t("guest.named.toDesignate")) ?? [];
    return {
      act,
      values,
      problems: [],
      notice: `${text} ${t("guest.names.nowSaved", { names: names.join(", ") || t("guest.names.nobody") })}`,
    };
  }
  const id = elementOf(act, refused.field, values);
  const label = labels[refused.field ?? ""];
  return { act, values, problems: [{ id, text, named: label && t("common.form.errorLine", { label: t(label), text }) }] };
}
