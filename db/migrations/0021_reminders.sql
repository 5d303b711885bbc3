CREATE TABLE `planned_skip` (
	`office_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`line` text NOT NULL,
	`target` text NOT NULL,
	`skipped_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`invitation_id`, `line`, `target`),
	FOREIGN KEY (`office_id`,`invitation_id`) REFERENCES `invitation`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `briefing_template` ADD `reminders` text;--> statement-breakpoint
ALTER TABLE `briefing` ADD `reminders` text;--> statement-breakpoint
ALTER TABLE `invitation` ADD `came` text;--> statement-breakpoint
ALTER TABLE `invitation` ADD `came_at` integer;