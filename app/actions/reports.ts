"use server";

import { chooseDigest } from "@/core/reports/digest/commands";
import { chooseDigestInput } from "@/core/reports/digest/input";
import { closeFeed, openFeed } from "@/core/reports/feeds/commands";
import { closeFeedInput, openFeedInput } from "@/core/reports/feeds/input";
import { paths } from "@/lib/paths";
import { action } from "../action";

export const subscribeCalendar = action(openFeedInput, openFeed, () => paths.subscribe());
export const unsubscribeCalendar = action(closeFeedInput, closeFeed, () => paths.subscribe());
export const setDigest = action(chooseDigestInput, chooseDigest, () => `${paths.profile()}?done=saved`);
