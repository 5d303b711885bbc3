import type { Metadata } from "next";
import { subscribeCalendar, unsubscribeCalendar } from "@/app/actions/reports";
import { type Context, staffContext } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { CopyAddress } from "@/components/invitations/copy";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Form } from "@/components/ui/form";
import { PageHead, Section, Sheet } from "@/components/ui/page";
import { type Feed, ownFeed } from "@/core/reports/feeds/queries";
import { feedContents } from "@/db/schema/reports";
import { dayOf, formatDay } from "@/lib/dates";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("calendar.feed.title") };
}

/** The private address at which one's own calendar program reads the office's meetings. */
export default async function Subscribe() {
  const context = await staffContext();
  const { t, store, actor } = context;
  const feed = ownFeed(store, actor);
  return (
    <>
      <PageHead back={{ href: paths.calendar(), label: t("calendar.feed.back") }} title={t("calendar.feed.title")} small />
      <Sheet className="max-w-3xl">
        <Section id="feed" title={t("calendar.feed.address")}>
          <p className="mt-2 mb-5 text-muted">{t("calendar.feed.text")}</p>
          {feed ? <Address context={context} feed={feed} /> : <Make context={context} primary />}
        </Section>
      </Sheet>
    </>
  );
}

function Make({ context: { t }, feed, primary = false }: { context: Context; feed?: Feed; primary?: boolean }) {
  const fold = feed && { summary: t("calendar.feed.again"), look: "button" as const, group: "feed" };
  return (
    <Form action={subscribeCalendar} texts={formTexts(t)} fold={fold}>
      <Choices
        name="contents"
        label={t("calendar.feed.contents")}
        options={feedContents.map((value) => ({ value, label: t(`calendar.feed.${value}`) }))}
        value={feed?.contents ?? "meetings"}
      />
      {feed && <p className="meta">{t("calendar.feed.againHint")}</p>}
      <div className="buttons">
        <Button kind={primary ? "primary" : undefined}>{t(feed ? "calendar.feed.again" : "calendar.feed.make")}</Button>
      </div>
    </Form>
  );
}

function Address({ context, feed }: { context: Context; feed: Feed }) {
  const { t, locale, office } = context;
  const since = formatDay(dayOf(feed.createdAt, office.zone), locale, "plainYear");
  return (
    <>
      <CopyAddress
        address={env.appUrl + paths.calendarFile(feed.token)}
        texts={{ label: t("calendar.feed.field"), copy: t("calendar.feed.copy"), copied: t("calendar.feed.copied") }}
      />
      <p className="meta mt-2">{t("calendar.feed.since", { day: since, contents: t(`calendar.feed.${feed.contents}`) })}</p>
      <p className="mt-4 mb-5">{t("calendar.feed.how")}</p>
      <div className="buttons">
        <Make context={context} feed={feed} />
        <Form action={unsubscribeCalendar} texts={formTexts(t)} fold={{ summary: t("calendar.feed.close"), look: "button", group: "feed" }}>
          <p className="meta">{t("calendar.feed.closeHint")}</p>
          <Button>{t("calendar.feed.close")}</Button>
        </Form>
      </div>
    </>
  );
}
