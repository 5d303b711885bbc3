import { readdress } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";

/** The button that sends an invitation that came back to somebody else of the institution. */
export const readdressForm =
  ({ t }: Context) =>
  (invitationId: string, called: string, other: { tenureId: string; name: string }) => {
    const text = t("invitations.board.useAddress", { name: other.name });
    return (
      <Form action={readdress} texts={formTexts(t)} className="inline-form">
        <input type="hidden" name="invitationId" value={invitationId} />
        <input type="hidden" name="addressee" value={other.tenureId} />
        <Button aria-label={t("invitations.board.actOf", { act: text, name: called })}>{text}</Button>
      </Form>
    );
  };
