import { z } from "zod";
import { feedContents } from "@/db/schema/reports";
import { choice } from "../../kernel/input";

export const openFeedInput = z.strictObject({ contents: choice(feedContents) });
export const closeFeedInput = z.strictObject({});
