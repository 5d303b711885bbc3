CREATE TABLE `holding` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`briefing_id` text NOT NULL,
	`held_by` text NOT NULL,
	`held_at` integer NOT NULL,
	`asked_on` text NOT NULL,
	`reference` text,
	`ended` text,
	`ended_by` text,
	`ended_at` integer,
	`batch_id` text,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holding_open_ix` ON `holding` (`office_id`,`briefing_id`) WHERE "holding"."ended" is null;--> statement-breakpoint
CREATE INDEX `holding_batch_ix` ON `holding` (`batch_id`) WHERE "holding"."batch_id" is not null;--> statement-breakpoint
ALTER TABLE `invitation` ADD `holding_id` text;