CREATE TABLE `clearance` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`verdict` text,
	`decided_by` text,
	`decided_at` integer,
	`reason` text,
	`batch_id` text,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `clearance_briefing_ix` ON `clearance` (`office_id`,`briefing_id`,`asked_at`);--> statement-breakpoint
CREATE INDEX `clearance_open_ix` ON `clearance` (`office_id`,`asked_at`) WHERE "clearance"."verdict" is null;--> statement-breakpoint
CREATE TABLE `handover` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`from_id` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`items` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handover_from_ix` ON `handover` (`office_id`,`from_id`,`at`);--> statement-breakpoint
ALTER TABLE `delegate` ADD `anonymised_at` integer;--> statement-breakpoint
ALTER TABLE `invitation` ADD `clearance_id` text;--> statement-breakpoint
ALTER TABLE `membership` ADD `ends_on` text;--> statement-breakpoint
ALTER TABLE `office` ADD `country` text;--> statement-breakpoint
ALTER TABLE `office` ADD `press_name` text;--> statement-breakpoint
ALTER TABLE `office` ADD `press_phone` text;--> statement-breakpoint
ALTER TABLE `office` ADD `press_email` text;--> statement-breakpoint
ALTER TABLE `office` ADD `letter_address` text;--> statement-breakpoint
ALTER TABLE `office` ADD `letter_head` text;--> statement-breakpoint
ALTER TABLE `office` ADD `letter_foot` text;--> statement-breakpoint
ALTER TABLE `office` ADD `register_prefix` text;--> statement-breakpoint
ALTER TABLE `office` ADD `needs_clearance` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `office` ADD `quiet_hours` text;--> statement-breakpoint
ALTER TABLE `office` ADD `keep_months` integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE `office` ADD `parent_asked_id` text;--> statement-breakpoint
CREATE INDEX `office_parent_ix` ON `office` (`parent_id`);