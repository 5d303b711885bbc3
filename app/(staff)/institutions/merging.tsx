import { formTexts } from "@/app/form-texts";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import type { FormState } from "@/components/ui/form-state";
import { Icon } from "@/components/ui/icon";
import { Notice, Section } from "@/components/ui/page";
import { type Merge, type MovedKind, movedKinds, type Preview } from "@/core/institutions/merging/queries";
import type { Difference } from "@/core/institutions/merging/rules";
import { dayOf, formatDay } from "@/lib/dates";
import type { Translator } from "@/lib/i18n";

type Action = (state: FormState, data: FormData) => Promise<FormState>;
type Side = { id: string; name: string; more: string };

/** A field in which two records differ, as the preview shows it; `kept` is undefined where the record kept says nothing. */
export type Differing = Pick<Difference, "field" | "stands" | "filled"> & { label: string; kept?: string; gone: string };

/** The differences of two records in the reader's words. */
export const inWords = (
  found: Difference[],
  label: (field: string) => string,
  say: (field: string, value: unknown) => string,
): Differing[] =>
  found.map(({ field, kept, gone, stands, filled }) => ({
    field,
    stands,
    filled,
    label: label(field),
    kept: filled ? undefined : say(field, kept),
    gone: say(field, gone),
  }));

/** Two records side by side, what of the one goes over to the other, and the button that does it. */
export function MergePreview(props: {
  t: Translator;
  action: Action;
  kept: Side;
  gone: Side;
  preview: Preview;
  /** The fields in which the two differ, each with the two values in the reader's words. */
  differing: Differing[];
  swap: string;
  back: string;
}) {
  const { t, kept, gone, preview } = props;
  const counted = (counts: Partial<Record<MovedKind, number>>) =>
    movedKinds
      .filter((kind) => counts[kind])
      .map((kind) => <li key={kind}>{t(`institutions.merge.kinds.${kind}`, { n: counts[kind] ?? 0 })}</li>);
  const [moves, stays] = [counted(preview.moves), counted(preview.stays)];
  return (
    <Section id="preview" title={t("institutions.merge.go")}>
      <dl className="letter pt-3">
        <dt>{t("institutions.merge.kept")}</dt>
        <dd>
          <b>{kept.name}</b> <span className="text-muted">{kept.more}</span>
        </dd>
        <dt>{t("institutions.merge.gone")}</dt>
        <dd>
          <b>{gone.name}</b> <span className="text-muted">{gone.more}</span>{" "}
          <a className="link" href={props.swap}>
            {t("institutions.merge.swap")}
          </a>
        </dd>
        <dt>{t("institutions.merge.moves", { name: kept.name })}</dt>
        <dd>{moves.length > 0 ? <ul>{moves}</ul> : t("institutions.merge.nothing")}</dd>
        {stays.length > 0 && (
          <>
            <dt>{t("institutions.merge.stays")}</dt>
            <dd>
              <ul>{stays}</ul>
              <span className="text-muted">{t("institutions.merge.staysHint")}</span>
            </dd>
          </>
        )}
      </dl>
      <Form action={props.action} texts={formTexts(t)} className="form wide mt-4">
        <p className="max-w-2xl">{t("institutions.merge.happens", { name: kept.name })}</p>
        {props.differing.length > 0 && (
          <div className="merge-fields">
            <div>
              <h3>{t("institutions.merge.differ")}</h3>
              <p className="meta">{t("institutions.merge.differHint")}</p>
            </div>
            {props.differing.map((d) => (
              <Choices
                key={d.field}
                name={`take.${d.field}`}
                label={d.label}
                value={d.stands}
                options={[
                  { value: "kept", label: d.kept ?? t("institutions.merge.unknown"), hint: t("institutions.merge.fromKept") },
                  { value: "gone", label: d.gone, hint: t(d.filled ? "institutions.merge.fromGoneFilled" : "institutions.merge.fromGone") },
                ]}
              />
            ))}
          </div>
        )}
        <input type="hidden" name="keptId" value={kept.id} />
        <input type="hidden" name="goneId" value={gone.id} />
        <div className="buttons">
          <Button kind="primary">{t("institutions.merge.save")}</Button>
          <ButtonLink kind="plain" href={props.back}>
            {t("common.form.cancel")}
          </ButtonLink>
        </div>
      </Form>
    </Section>
  );
}

type Undo = { t: Translator; action: Action; merge: Merge; zone: string };

/** On the page of a double: into which record it went, with the way back. */
export function WentInto({ t, action, merge, zone, name, href, keeps }: Undo & { name: string; href: string; keeps: boolean }) {
  return (
    <Notice tone="warn" icon={<Icon name="alert" />}>
      <p>
        {t.rich("institutions.merge.into", {
          name,
          day: formatDay(dayOf(merge.at, zone), t.locale, "shortYear"),
          link: (chunks) => (
            <a className="link" href={href}>
              {chunks}
            </a>
          ),
        })}
      </p>
      {keeps && <UndoMerge t={t} action={action} merge={merge} />}
    </Notice>
  );
}

/** On the page of the record kept: what went into it, each with the way back. */
export function WentIn({
  t,
  action,
  zone,
  merged,
  keeps,
}: Omit<Undo, "merge"> & { merged: { merge: Merge; name: string; href: string }[]; keeps: boolean }) {
  return (
    <Section id="merged" title={t("institutions.merge.merged")}>
      <ul className="grid gap-3 pt-3">
        {merged.map(({ merge, name, href }) => (
          <li key={merge.id}>
            <a className="name font-normal!" href={href}>
              {t("institutions.merge.of", { name, day: formatDay(dayOf(merge.at, zone), t.locale, "shortYear") })}
            </a>
            {keeps && <UndoMerge t={t} action={action} merge={merge} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function UndoMerge({ t, action, merge }: Omit<Undo, "zone">) {
  return (
    <Form action={action} texts={formTexts(t)}>
      <input type="hidden" name="id" value={merge.id} />
      <p className="meta">{t("institutions.merge.undoHint")}</p>
      <div className="buttons">
        <Button>{t("institutions.merge.undo")}</Button>
      </div>
    </Form>
  );
}
