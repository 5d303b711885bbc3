import { z } from "zod";
import { digests } from "@/db/schema/offices";
import { choice } from "../../kernel/input";

export const chooseDigestInput = z.strictObject({ digest: choice(["none", ...digests]) });
