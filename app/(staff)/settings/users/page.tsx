import type { Metadata } from "next";
import { MemberTable } from "@/components/settings/member-table";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Pager } from "@/components/ui/list";
import { Sheet } from "@/components/ui/page";
import { listStaff } from "@/core/offices/queries";
import { dayOf, formatDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { keeperContext } from "../keepers";

/** Rows a page. */
const PAGE = 25;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("settings.users.title") };
}

export default async function Users({ searchParams }: PageProps<"/settings/users">) {
  const { store, actor, office, t, locale } = await keeperContext();
  const asked = Number((await searchParams).page);
  const everybody = listStaff(store, actor);
  const pages = Math.max(1, Math.ceil(everybody.length / PAGE));
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const rows = everybody.slice((page - 1) * PAGE, page * PAGE);
  const at = (n: number): string | undefined => (n >= 1 && n <= pages && n !== page ? `${paths.users()}?page=${n}` : undefined);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2>{t("settings.users.heading", { n: everybody.filter((m) => m.disabledAt === null).length })}</h2>
        <ButtonLink kind="primary" href={paths.inviteUser()}>
          <Icon name="plus" />
          {t("settings.users.invite")}
        </ButtonLink>
      </div>
      <Sheet>
        <MemberTable
          words={{
            name: t("settings.users.name"),
            role: t("settings.users.role"),
            seen: t("settings.users.seen"),
            you: t("settings.users.you"),
            disabled: t("settings.users.disabled"),
          }}
          rows={rows.map((m) => ({
            href: paths.user(m.userId),
            name: m.name,
            email: m.email,
            role: t(`vocabulary.userRoles.${m.role}`),
            seen: m.seenAt === null ? t("settings.users.never") : formatDay(dayOf(m.seenAt, office.zone), locale, "shortYear"),
            self: m.userId === actor.userId,
            disabled: m.disabledAt !== null,
            until: m.endsOn && m.disabledAt === null ? t("rights.until", { day: formatDay(m.endsOn, locale, "shortYear") }) : undefined,
          }))}
        />
        <Pager
          label={t("settings.users.title")}
          range={t("common.list.range", { from: (page - 1) * PAGE + 1, to: (page - 1) * PAGE + rows.length, total: everybody.length })}
          previous={at(page - 1)}
          next={at(page + 1)}
          words={{ previous: t("common.list.previous"), next: t("common.list.next") }}
        />
      </Sheet>
    </>
  );
}
