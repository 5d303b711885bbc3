import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import { Sheet } from "@/components/ui/page";
import { canKeepOffice } from "@/core/offices/policy";
import { paths } from "@/lib/paths";
import { SecondFactors } from "./factors";
import { Sessions } from "./sessions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("security.title") };
}

/** How a person comes in, and where they are signed in now. */
export default async function Security() {
  const { actor, office, t } = await staffContext();
  return (
    <Sheet className="max-w-3xl">
      <SecondFactors />
      <Sessions />
      {canKeepOffice(actor, office) && (
        <section>
          <a className="link" href={paths.signInRules()}>
            {t("security.rules.link")}
          </a>
        </section>
      )}
    </Sheet>
  );
}
