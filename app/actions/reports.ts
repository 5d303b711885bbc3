"use server";

import { closeFeed, openFeed } from "@/core/reports/feeds/commands";
import { closeFeedInput, openFeedInput } from "@/core/reports/feeds/input";
import { paths } from "@/lib/paths";
import { action } from "../action";

export const subscribeCalendar = action(openFeedInput, openFeed, () => paths.subscribe());
export const unsubscribeCalendar = action(closeFeedInput, closeFeed, () => paths.subscribe());
