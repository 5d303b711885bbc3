CREATE TABLE `institution_group` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`name` text NOT NULL,
	`members` text NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `institution_group_office_ix` ON `institution_group` (`office_id`);--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `minutes` integer;--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `online_url` text;--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `weekday` integer;--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `due_days` integer;--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `group_id` text;--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `briefing` ADD `template_id` text;