import { noteContact } from "@/app/actions/invitations";
import type { Context } from "@/app/context";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Briefing } from "@/core/briefings/queries";

/** The button that notes a call in which an institution was told of the postponement or cancellation. */
export const noteTold =
  ({ t }: Context, briefing: Briefing) =>
  (invitationId: string, called: string) => (
    <Form action={noteContact} texts={formTexts(t)} className="inline-form">
      <input type="hidden" name="briefingId" value={briefing.id} />
      <input type="hidden" name="invitations" value={invitationId} />
      <input type="hidden" name="channel" value="phone" />
      <Button aria-label={t("invitations.board.actOf", { act: t("invitations.board.told.note"), name: called })}>
        {t("invitations.board.told.note")}
      </Button>
    </Form>
  );
