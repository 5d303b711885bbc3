import type { AnswerValue, Attendance, InvitationState } from "@/db/schema/invitations";

/** What the answer lets one expect, to be looked at and saved by a person: never a fact by itself. */
export const expected = (answer: AnswerValue | null, substitute: boolean): Attendance | undefined =>
  answer === "accepted" ? (substitute ? "substitute" : "present") : answer === "declined" ? "excused" : undefined;

type Row = { state: InvitationState; came: Attendance | null };

/** Whether somebody of an institution was there. */
export const wasThere = ({ came }: Pick<Row, "came">): boolean => came === "present" || came === "substitute";

/** What is written after a meeting: thanks to those who came, regret to those who did not. */
export type After = "thanks" | "regret";

/** Whether it is owed, by what was noted, never by an answer; a regret goes only to one whose invitation had left. */
export const isOwed = (kind: After, row: Row & { sentAt: number | null }): boolean =>
  row.state !== "withdrawn" && (kind === "thanks" ? wasThere(row) : row.came !== null && !wasThere(row) && row.sentAt !== null);

/** Of those on the list, who came: how many did, how many did not, and of how many nobody has said it yet. */
export function cameOf(rows: readonly Row[]): { came: number; away: number; open: number; all: number } {
  const listed = rows.filter(({ state }) => state !== "withdrawn");
  return {
    came: listed.filter(wasThere).length,
    away: listed.filter((row) => row.came !== null && !wasThere(row)).length,
    open: listed.filter((row) => row.came === null).length,
    all: listed.length,
  };
}
