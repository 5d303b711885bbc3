import type { Metadata } from "next";
import { recordCame, undoCame } from "@/app/actions/reminders";
import { type Context, present, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { one, type Query } from "@/app/query";
import { Came } from "@/components/invitations/cells";
import { Button, ButtonLink } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty, Pager } from "@/components/ui/list";
import { Notice, Sheet } from "@/components/ui/page";
import { type Briefing, findBriefing } from "@/core/briefings/queries";
import { hasBegun, isOpenForChanges } from "@/core/briefings/rules";
import { said } from "@/core/invitations/attending/input";
import { type CameRow, cameList, owedAfter } from "@/core/invitations/attending/queries";
import { calledIn } from "@/core/invitations/board/queries";
import { canInvite } from "@/core/invitations/policy";
import { standingOf } from "@/core/invitations/rules";
import { joined, type Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("came.title") };
}

/** Who came: one row an institution with what it had said; nothing of that counts until somebody takes it over or says otherwise. */
export default async function WhoCame({ params, searchParams }: Props) {
  const context = await staffContext();
  const { store, actor, t } = context;
  const briefing = present(findBriefing(store, actor, (await params).id));
  const query = await searchParams;
  const { rows, page, pages, counts, answered } = cameList(store, actor, briefing.id, Number(one(query, "page")) || 1);
  const begun = hasBegun(briefing, actor.now);
  const records = begun && isOpenForChanges(briefing) && canInvite(actor, briefing);
  const afters = (["thanks", "regret"] as const).flatMap((kind) => {
    const n = owedAfter(store, actor, briefing, kind).filter(({ peace }) => !peace).length;
    return n > 0 ? [{ kind, n }] : [];
  });
  return (
    <>
      <div className="head">
        <div>
          <h2 id="came">{t("came.title")}</h2>
          {counts.all > 0 && begun && <p className="meta max-w-2xl">{t("came.summary", counts)}</p>}
          {records && answered > 0 && <p className="meta max-w-2xl">{t("came.lead", { n: answered })}</p>}
        </div>
        <div className="buttons">
          {records &&
            afters.map(({ kind, n }) => (
              <ButtonLink key={kind} href={paths.thank(briefing.id, kind)}>
                {t(kind === "thanks" ? "came.thank.button" : "came.thank.regretButton", { n })}
              </ButtonLink>
            ))}
        </div>
      </div>
      {records && <Noted context={context} briefing={briefing} query={query} page={page} />}
      <Sheet>
        {rows.length === 0 || !begun ? (
          <Empty>
            <p>{t(begun ? "came.none" : "came.early")}</p>
          </Empty>
        ) : (
          <section aria-labelledby="came">
            {records ? (
              <Form action={recordCame} texts={formTexts(t)} className="form wide came">
                <input type="hidden" name="briefingId" value={briefing.id} />
                {page > 1 && <input type="hidden" name="page" value={page} />}
                {rows.map((row, i) => (
                  <div key={row.invitation.id}>
                    <input type="hidden" name={`rows[${i}].id`} value={row.invitation.id} />
                    <input type="hidden" name={`rows[${i}].was`} value={row.invitation.came ?? "open"} />
                    <Choices
                      name={`rows[${i}].came`}
                      label={calledIn(row.name)}
                      hint={saidText(row, t)}
                      value={row.invitation.came ?? "open"}
                      options={said.map((value) => ({ value, label: t(`came.values.${value}`) }))}
                    />
                  </div>
                ))}
                <div className="buttons">
                  <Button kind="primary">{t("common.form.save")}</Button>
                  {answered > 0 && (
                    <Button name="take" value="on">
                      {t("came.take", { n: answered })}
                    </Button>
                  )}
                </div>
              </Form>
            ) : (
              <ul className="planned">
                {rows.map((row) => (
                  <li key={row.invitation.id}>
                    <div>
                      <a className="name" href={paths.invitation(briefing.id, row.invitation.id)} lang="es">
                        {calledIn(row.name)}
                      </a>
                      <span className="meta">{saidText(row, t)}</span>
                    </div>
                    <Came came={row.invitation.came} t={t} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <Pager
          label={t("came.pages")}
          range={t("common.list.page", { page, pages })}
          previous={page > 1 ? paths.came(briefing.id, { page: page - 1 }) : undefined}
          next={page < pages ? paths.came(briefing.id, { page: page + 1 }) : undefined}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}

/** What the institution had said, and whom it had named. */
function saidText({ invitation, answer, named }: CameRow, t: Translator): string {
  const word = t(`vocabulary.answers.${standingOf(invitation)}`);
  const substitute = answer?.substituteName;
  const said = t("came.said", { answer: substitute ? t("came.bySubstitute", { answer: word, name: substitute }) : word });
  return named.length > 0 ? t("came.named", { said, names: joined(named, t.locale) }) : said;
}

/** What was just recorded, with the way back. */
function Noted({ context: { t }, briefing, query, page }: { context: Context; briefing: Briefing; query: Query; page: number }) {
  const at = Number(one(query, "at"));
  const n = Number(one(query, "noted"));
  if (!Number.isSafeInteger(at) || at <= 0 || !Number.isSafeInteger(n) || n < 0) return null;
  return (
    <Notice tone={n > 0 ? "yes" : "none"} icon={<Icon name="check" />}>
      <div className="leaving" role="status">
        <p>{n > 0 ? t("came.saved", { n }) : t("came.nothing")}</p>
        {n > 0 && (
          <Form action={undoCame} texts={formTexts(t)} className="inline-form">
            <input type="hidden" name="briefingId" value={briefing.id} />
            <input type="hidden" name="since" value={at} />
            {page > 1 && <input type="hidden" name="page" value={page} />}
            <Button kind="plain">
              <Icon name="undo" /> {t("common.undo")}
            </Button>
          </Form>
        )}
      </div>
    </Notice>
  );
}
