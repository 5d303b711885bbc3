import type { Context } from "@/app/context";
import type { Briefing } from "@/core/briefings/queries";
import { namesOn } from "@/core/institutions/queries";
import { whoWasTold } from "@/core/invitations/sending/queries";
import { joined } from "@/lib/i18n";
import { readText } from "@/lib/localized";

/** Whom a change of date or a cancellation is told to, by name, before it is decided. */
export function WhoIsTold({ context: { store, actor, t, locale }, briefing }: { context: Context; briefing: Briefing }) {
  const ids = whoWasTold(store, actor, briefing.id).map((invitation) => invitation.institutionId);
  if (ids.length === 0) return <p>{t("briefings.told.nobody")}</p>;
  const names = namesOn(store, actor.officeId, ids, briefing.startsLocal.slice(0, 10));
  return (
    <p>
      {t("briefings.told.who", {
        n: ids.length,
        names: joined(
          ids.map((id) => names.get(id)?.acronym ?? readText(names.get(id)?.name, locale)),
          locale,
        ),
      })}
    </p>
  );
}
