DROP INDEX `holiday_day_ix`;--> statement-breakpoint
ALTER TABLE `holiday` ADD `calendar` text DEFAULT 'country' NOT NULL;--> statement-breakpoint
ALTER TABLE `holiday` ADD `last_day` text;--> statement-breakpoint
ALTER TABLE `holiday` ADD `yearly` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `holiday` ADD `until` text;--> statement-breakpoint
CREATE UNIQUE INDEX `holiday_day_ix` ON `holiday` (`office_id`,`calendar`,`day`);--> statement-breakpoint
CREATE INDEX `briefing_reply_ix` ON `briefing` (`office_id`,`reply_by`) WHERE "briefing"."reply_by" is not null;