import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/page";
import { FRESH } from "@/core/offices/factors/rules";
import type { Arrival } from "@/core/offices/sessions/queries";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

/** Whether a person signed in so lately that they may change how they sign in. */
export const isFresh = ({ staff, freshAt }: Arrival): boolean => staff.now - freshAt <= FRESH;

/** What is asked of whoever signed in too long ago: to do it once more, and come back here. */
export function Again({ t, next }: { t: Translator; next: string }) {
  return (
    <>
      <Notice tone="warn" icon={<Icon name="lock" />}>
        <p>{t("security.again.text")}</p>
      </Notice>
      <form method="post" action={paths.signOut()} className="mt-4">
        <input type="hidden" name="next" value={next} />
        <Button>{t("security.again.button")}</Button>
      </form>
    </>
  );
}
