import { Fragment, type ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { isReopening } from "@/core/followups/rules";
import type { UpdateRow } from "@/core/followups/story/queries";
import type { FollowUpState } from "@/db/schema/followups";
import { paths } from "@/lib/paths";
import { dayText, momentDay, type Reader, shortName } from "./words";

/** What happened, the newest first; a line that was taken back is struck and says so. */
export function Updates({ updates, reader }: { updates: UpdateRow[]; reader: Reader }) {
  const undone = new Map(updates.flatMap((u) => (u.undoesId ? [[u.undoesId, u] as const] : [])));
  return (
    <ol className="updates">
      {updates
        .filter((u) => u.undoesId === null)
        .map((update) => (
          <Line key={update.id} update={update} undo={undone.get(update.id)} reader={reader} />
        ))}
    </ol>
  );
}

function Line({ update, undo, reader }: { update: UpdateRow; undo?: UpdateRow; reader: Reader }) {
  const { t } = reader;
  const what = whatHappened(update, reader);
  return (
    <li className={undo ? "undone" : undefined}>
      <p className="meta">{whoSaid(update, reader)}</p>
      {what && <p className="what">{what}</p>}
      {update.note && (
        <p className="whitespace-pre-line">{update.kind === "ask" ? t("followups.story.quoted", { text: update.note }) : update.note}</p>
      )}
      {update.evidence && <Evidence text={update.evidence} label={t("followups.story.evidence")} />}
      {undo && (
        <p className="meta">
          {t("followups.story.takenBack", { name: undo.typedBy ?? undo.byName, day: momentDay(undo.at, reader, "weekdayShort") })}
        </p>
      )}
    </li>
  );
}

/** "Thu 25 Nov · Omar Tejada, MIDES · by link · noted by A. Ruiz" */
function whoSaid(update: UpdateRow, reader: Reader): ReactNode {
  const { t, own } = reader;
  const speaker = update.byName || t("followups.story.former");
  const institution = update.institutionId ? shortName(update.acronym, update.institution, own) : "";
  const noted = update.actorKind === "staff" && update.typedBy && update.typedBy !== update.byName;
  const said: ReactNode[] = [
    momentDay(update.at, reader, "weekdayShort"),
    update.institutionId && institution ? (
      <>
        {speaker},{" "}
        <a className="name font-normal!" href={paths.institution(update.institutionId)}>
          {institution}
        </a>
      </>
    ) : (
      speaker
    ),
    update.channel && t.maybe(`vocabulary.channels.${update.channel}`),
    noted && t("followups.story.notedBy", { name: update.typedBy ?? "" }),
  ].filter(Boolean);
  return said.map((part, i) => (
    <Fragment key={["day", "who", "how", "by"][i]}>
      {i > 0 && " · "}
      {part}
    </Fragment>
  ));
}

function whatHappened(update: UpdateRow, reader: Reader): ReactNode {
  const { t, own } = reader;
  const stateName = (state: FollowUpState | null) => (state ? t(`vocabulary.followUpStates.${state}`) : "");
  const day = (on: string | null) => (on ? dayText(on, reader, "plain") : t("followups.due.none"));
  switch (update.kind) {
    case "created":
      return t("followups.story.created", { state: update.toState === "proposed" ? "proposed" : "open" });
    case "state":
      if (!update.fromState || !update.toState) return null;
      if (isReopening(update.fromState, update.toState)) return t("followups.verdicts.reopen");
      return update.fromState === "proposed" && update.toState === "open" ? t("followups.story.confirmed") : stateName(update.toState);
    case "date": {
      const text = t("followups.story.redated", { to: day(update.toDue), from: day(update.fromDue) });
      const reason = update.reason ? t.maybe(`followups.reasons.${update.reason}`) : undefined;
      return [text, update.toState ? t("followups.story.openAgain") : "", reason ? `${reason}.` : ""].filter(Boolean).join(" ");
    }
    case "progress":
      return t("followups.story.part", {
        who: shortName(update.acronym, update.institution, own),
        progress: update.progress ?? "none",
      });
    case "ask":
      return t("followups.story.asked");
    case "edit": {
      const [from, to] = update.changes?.handedOver ?? [];
      if (to) return t("followups.story.handedOver", { from: String(from), to: String(to) });
      for (const change of ["ledBy", "sharedBy"] as const) {
        const [before, after] = update.changes?.[change] ?? [];
        if (after) return t(`lineage.${change}`, { from: String(before), to: String(after), day: momentDay(update.at, reader, "plain") });
      }
      return t("followups.story.edited", {
        fields: Object.keys(update.changes ?? {})
          .map((field) => t.maybe(`followups.fields.${field}`) ?? field)
          .join(", "),
      });
    }
    default:
      return null;
  }
}

/** What shows that it is done: a web address opens, a long text unfolds, a sentence stands there. */
export function Evidence({ text, label }: { text: string; label: string }) {
  if (/^https?:\/\/\S+$/.test(text))
    return (
      <p className="evidence">
        <Icon name="document" label={label} />
        <a className="link" href={text} rel="noopener noreferrer" target="_blank">
          {shownAddress(text)}
        </a>
      </p>
    );
  if (text.length <= 160)
    return (
      <p className="evidence">
        <Icon name="document" label={label} />
        <span>{text}</span>
      </p>
    );
  return (
    <details className="evidence">
      <summary>
        <Icon name="document" />
        {label}
      </summary>
      <p className="whitespace-pre-line">{text}</p>
    </details>
  );
}

const shownAddress = (url: string): string => url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
