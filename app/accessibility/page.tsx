import type { Metadata } from "next";
import { visitorContext } from "@/app/context";
import { PublicPage } from "@/app/public-page";
import { Reading } from "@/components/public/frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await visitorContext()).t("public.accessibility.title") };
}

export default async function Accessibility() {
  const { t } = await visitorContext();
  return (
    <PublicPage>
      <Reading
        title={t("public.accessibility.title")}
        lead={t("public.accessibility.lead")}
        parts={[
          {
            title: t("public.accessibility.how"),
            points: true,
            texts: [
              t("public.accessibility.how1"),
              t("public.accessibility.how2"),
              t("public.accessibility.how3"),
              t("public.accessibility.how4"),
            ],
          },
          { title: t("public.accessibility.tested"), texts: [t("public.accessibility.testedText")] },
          { title: t("public.accessibility.meeting"), texts: [t("public.accessibility.meetingText")] },
          { title: t("public.accessibility.contact"), texts: [t("public.accessibility.contactText")] },
        ]}
      />
    </PublicPage>
  );
}
