CREATE TABLE `pause` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pause_office_ix` ON `pause` (`office_id`,`last_day`);