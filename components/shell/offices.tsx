import { Icon } from "@/components/ui/icon";
import { paths } from "@/lib/paths";

/** A further office of the person's. */
export type OtherOffice = { id: string; name: string };

/** One button an office: to go on there. A plain post, so that it needs no script. */
export function OfficeButtons({ label, offices }: { label: string; offices: OtherOffice[] }) {
  return (
    <form method="post" action={paths.enterOffice()} className="other-offices" aria-label={label}>
      {offices.map(({ id, name }) => (
        <button key={id} type="submit" name="officeId" value={id}>
          <Icon name="building" />
          {name}
        </button>
      ))}
    </form>
  );
}
