import { templatesOf } from "@/core/briefings/queries";
import { addTemplate } from "@/core/briefings/templates/commands";
import { addTemplateInput } from "@/core/briefings/templates/input";
import { addGroup } from "@/core/institutions/groups/commands";
import { addGroupInput } from "@/core/institutions/groups/input";
import { openStore } from "@/db/store";
import type { Directory } from "./directory";
import type { Panama } from "./offices";
import { salaAncon, theTen } from "./presentation";
import { as, must, typed } from "./stage";

/** After the first presentation: its ten institutions get a name, and the year's presentation a template that invites them. */
export function keepGroup({ marisol, admin }: Panama, directory: Directory): void {
  const store = openStore();
  const { id: groupId } = must(
    addGroup(
      store,
      as(marisol, "2021-12-15 10:20"),
      typed(addGroupInput, {
        name: {
          en: "The 10 institutions of 14 December 2021",
          es: "Las 10 instituciones del 14 de diciembre de 2021",
          fr: "Les 10 institutions du 14 décembre 2021",
        },
        members: theTen.map((key) => directory.institution(key)),
      }),
    ),
  );
  const keeper = as(admin, "2021-12-15 11:05");
  const first = templatesOf(store, admin.officeId).find(({ type }) => type === "executive_briefing");
  if (!first) throw new Error("The office has no template of a presentation.");
  const { purpose, type, startsAtHour, replyByDays, topics, sdgs } = first;
  must(
    addTemplate(
      store,
      keeper,
      typed(addTemplateInput, {
        ...{ fromTemplateId: first.id, purpose, type, startsAtHour, replyByDays, topics, sdgs, ...salaAncon, groupId },
        name: { en: "Annual presentation to the ten", es: "Presentación anual a las diez", fr: "Présentation annuelle aux dix" },
        seats: 24,
        quota: 2,
        weekday: 2,
        dueDays: 30,
      }),
    ),
  );
}
