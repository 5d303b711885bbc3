import type { Metadata } from "next";
import { visitorContext } from "@/app/context";
import { PublicPage } from "@/app/public-page";
import { Reading } from "@/components/public/frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await visitorContext()).t("public.privacy.title") };
}

export default async function Privacy() {
  const { t } = await visitorContext();
  return (
    <PublicPage>
      <Reading
        title={t("public.privacy.title")}
        lead={t("public.privacy.lead")}
        parts={[
          { title: t("public.privacy.who"), texts: [t("public.privacy.whoText")] },
          {
            title: t("public.privacy.what"),
            points: true,
            texts: [
              t("public.privacy.whatMeeting"),
              t("public.privacy.whatNeeds"),
              t("public.privacy.whatFollowUp"),
              t("public.privacy.whatConsent"),
            ],
          },
          { title: t("public.privacy.access"), texts: [t("public.privacy.accessText")] },
          { title: t("public.privacy.time"), texts: [t("public.privacy.timeText")] },
          { title: t("public.privacy.technical"), texts: [t("public.privacy.technicalText")] },
          { title: t("public.privacy.rights"), texts: [t("public.privacy.rightsText")] },
        ]}
      />
    </PublicPage>
  );
}
