import type { Metadata } from "next";
import { giveOver, takeBackHandover } from "@/app/actions/handover";
import { present } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { HandoverTable } from "@/components/settings/handover-table";
import { Button, ButtonLink } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Icon } from "@/components/ui/icon";
import { Empty } from "@/components/ui/list";
import { Notice, Section, Sheet } from "@/components/ui/page";
import { type Holding, holdingsOf, lastHandover, receivers } from "@/core/followups/handover/queries";
import { STAYS } from "@/core/followups/handover/rules";
import { findUser } from "@/core/offices/queries";
import { type HandedKind, handedKinds } from "@/db/schema/offices";
import { dayOf, formatDay, formatMoment, near } from "@/lib/dates";
import { readText } from "@/lib/localized";
import { paths } from "@/lib/paths";
import { keeperContext } from "../../../keepers";

export async function generateMetadata({ params }: PageProps<"/settings/users/[userId]/handover">): Promise<Metadata> {
  const { store, actor, t } = await keeperContext();
  return { title: t("handover.of", { name: findUser(store, actor, (await params).userId)?.name ?? "" }) };
}

/** Rows each by itself, of one kind; a longer group goes as a whole. */
const SHOWN = 100;

const hrefOf: Record<HandedKind, (holding: Holding) => string | undefined> = {
  briefing: ({ id }) => paths.briefing(id),
  follow_up: ({ id }) => paths.followUp(id),
  speaker: () => undefined,
  clearance: () => undefined,
};

/** Everything a colleague holds, and to whom it goes: each group, or each thing by itself, in one act. */
export default async function Handover({ params }: PageProps<"/settings/users/[userId]/handover">) {
  const { store, actor, office, t, locale } = await keeperContext();
  const member = present(findUser(store, actor, (await params).userId));
  const holdings = holdingsOf(store, actor, member.userId);
  const colleagues = receivers(store, actor, member.userId).map(({ userId, name }) => ({ value: userId, label: name }));
  const last = lastHandover(store, actor, member.userId);
  const today = dayOf(actor.now, office.zone);
  const text = ({ kind, title, what, day, n }: Holding) => ({
    what: what ?? readText(title, locale, office.language),
    note: [
      what && title ? readText(title, locale, office.language) : "",
      day ? formatDay(day, locale, near("weekdayShort", day, today)) : "",
      n > 0 ? t("handover.invitations", { kind, n }) : "",
    ]
      .filter(Boolean)
      .join(" · "),
  });
  let nth = 0;
  return (
    <Sheet>
      <Section id="handover" title={t("handover.of", { name: member.name })}>
        <p className="mt-1 mb-5 text-muted">{t("handover.text")}</p>
        {last && (
          <Notice tone="sent" icon={<Icon name="compare" />}>
            <p>
              {t("handover.last", { n: last.items.length, name: last.by, at: formatMoment(last.at, office.zone, locale, "shortYear") })}
            </p>
            <Form action={takeBackHandover} texts={formTexts(t)} className="inline-form">
              <input type="hidden" name="handoverId" value={last.id} />
              <Button>{t("common.undo")}</Button>
            </Form>
          </Notice>
        )}
        {holdings.length === 0 ? (
          <Empty>
            <p>{t("handover.nothing", { name: member.name })}</p>
            <p>
              <ButtonLink href={paths.user(member.userId)}>{member.name}</ButtonLink>
            </p>
          </Empty>
        ) : colleagues.length === 0 ? (
          <p>{t("handover.nobody")}</p>
        ) : (
          <Form action={giveOver} texts={formTexts(t)} className="form wide">
            <input type="hidden" name="userId" value={member.userId} />
            {handedKinds.map((kind) => {
              const rows = holdings.filter((holding) => holding.kind === kind);
              if (rows.length === 0) return null;
              return (
                <section key={kind} className="handover-group" aria-labelledby={`of-${kind}`}>
                  <h3 id={`of-${kind}`}>{t("handover.group", { kind, n: rows.length })}</h3>
                  <Select name={kind} label={t("handover.all", { n: rows.length })} options={colleagues} empty={t("handover.stay")} />
                  <HandoverTable
                    words={{ what: t("handover.what"), to: t("handover.to"), as: t("handover.asGroup") }}
                    options={[...colleagues, { value: STAYS, label: t("handover.stays", { name: member.name }) }]}
                    rows={rows.slice(0, SHOWN).map((holding) => ({
                      at: nth++,
                      kind,
                      id: holding.id,
                      href: hrefOf[kind](holding),
                      ...text(holding),
                    }))}
                  />
                  {rows.length > SHOWN && <p className="meta">{t("handover.more", { n: rows.length - SHOWN })}</p>}
                </section>
              );
            })}
            <div className="buttons">
              <Button kind="primary">{t("handover.do")}</Button>
              <ButtonLink kind="plain" href={paths.user(member.userId)}>
                {t("common.form.cancel")}
              </ButtonLink>
            </div>
          </Form>
        )}
      </Section>
    </Sheet>
  );
}
