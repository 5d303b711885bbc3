CREATE TABLE `follow_up_reminder` (
	`office_id` text NOT NULL,
	`follow_up_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_on` text NOT NULL,
	`message_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`follow_up_id`, `kind`, `due_on`),
	FOREIGN KEY (`office_id`,`follow_up_id`) REFERENCES `follow_up`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `office` ADD `reminds_follow_ups` integer DEFAULT false NOT NULL;