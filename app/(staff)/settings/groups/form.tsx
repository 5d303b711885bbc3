import { Choices } from "@/components/ui/choices";
import { InLanguages, list, type Props } from "../../briefings/fields";
import { institutionOptions } from "../../institutions/options";

/** What a group is called, and who is in it. */
export function GroupFields({ context, values }: Props) {
  const { store, office, t } = context;
  return (
    <>
      <InLanguages
        {...{ context, values }}
        name="name"
        label={(language) => t("planning.groups.nameIn", { language })}
        maxLength={120}
        title
        first
      />
      <Choices
        name="members"
        label={t("planning.groups.members")}
        options={institutionOptions(store, office)}
        value={list(values, "members")}
        multiple
        className="stacked in-columns"
      />
    </>
  );
}
