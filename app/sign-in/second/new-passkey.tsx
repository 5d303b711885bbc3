import { PasskeyButton } from "@/components/sign-in/passkey";
import type { Translator } from "@/lib/i18n";
import { paths } from "@/lib/paths";

/** Makes a passkey of this device for the reader. */
export function NewPasskey({ t }: { t: Translator }) {
  return (
    <PasskeyButton
      make
      ask={paths.newPasskeyOptions()}
      take={paths.newPasskey()}
      words={{ button: t("security.passkey.add"), failed: t("refusals.passkey_failed") }}
    />
  );
}
