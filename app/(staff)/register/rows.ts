import type { Context } from "@/app/context";
import type { FileLink, LetterRow } from "@/components/letters/table";
import type { briefingsByIds } from "@/core/briefings/queries";
import { linesOfAddress } from "@/core/invitations/letters/mail";
import type { Letter } from "@/core/invitations/letters/queries";
import { letterState, outdatedIn } from "@/core/invitations/letters/rules";
import { formatDay } from "@/lib/dates";
import { sizeText } from "@/lib/files/kinds";
import { read } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { outdatedText } from "../briefings/[id]/letters/outdated";

const scans = ["signed", "receipt"] as const;

/** The files of a letter: as it was issued, and what came back with what it takes. */
export function filesOf(letter: Letter, { t }: Context): FileLink[] {
  const of = (text: string) => t("letters.of", { act: text, name: letter.number });
  const issued = (["pdf", "docx"] as const).map((which) => ({
    href: paths.letterFile(letter.id, which),
    text: t(`letters.register.${which}`),
    label: of(t(`letters.register.${which}`)),
  }));
  const back = scans.flatMap((which) => {
    const scan = letter[which];
    if (!scan) return [];
    const text = `${t(`letters.register.${which}`)} (${sizeText(scan.size, t.locale)})`;
    const file = { href: paths.letterFile(letter.id, which), text, label: of(text) };
    if (!scan.original) return [file];
    const whole = `${t(`letters.register.${which}Original`)} (${sizeText(scan.original.size, t.locale)})`;
    return [file, { href: paths.letterFile(letter.id, `${which}-original`), text: whole, label: of(whole) }];
  });
  return [...issued, ...back];
}

/** A line of the register as it is read. */
export function rowOf(letter: Letter, briefings: ReturnType<typeof briefingsByIds>, context: Context): LetterRow {
  const { t, locale, office } = context;
  const briefing = briefings.get(letter.briefingId);
  const title = read(briefing?.title, locale, office.language);
  const state = letterState(letter);
  return {
    id: letter.id,
    href: paths.letter(letter.id),
    number: letter.number,
    date: formatDay(letter.day, locale, "shortYear"),
    kind: t(`letters.kinds.${letter.kind}`),
    to: { lines: linesOfAddress(letter.sheet).slice(0, 3), lang: letter.language },
    briefing: { href: paths.briefing(letter.briefingId), text: title.text, lang: title.lang },
    via: letter.sheet.via ?? "",
    state,
    stateText: t(`letters.states.${state}`),
    remark: briefing ? outdatedText(outdatedIn(letter, briefing), t) : "",
    files: filesOf(letter, context),
  };
}
