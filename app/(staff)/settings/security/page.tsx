import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import { Sheet } from "@/components/ui/page";
import { Sessions } from "./sessions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await staffContext()).t("security.title") };
}

/** How a person comes in, and where they are signed in now. */
export default async function Security() {
  return (
    <Sheet className="max-w-3xl">
      <Sessions />
    </Sheet>
  );
}
