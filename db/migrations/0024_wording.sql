CREATE TABLE `wording` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`kind` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`words` text,
	`act` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` text NOT NULL,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wording_version_ix` ON `wording` (`office_id`,`kind`,`language`,`version`);--> statement-breakpoint
ALTER TABLE `invitation` ADD `words` text;--> statement-breakpoint
ALTER TABLE `message` ADD `words` text;