CREATE TABLE `institution_member` (
	`office_id` text NOT NULL,
	`commission_id` text NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`commission_id`, `member_id`),
	FOREIGN KEY (`office_id`,`commission_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`,`member_id`) REFERENCES `institution`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `institution_member_member_ix` ON `institution_member` (`office_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `merge` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`kind` text NOT NULL,
	`kept_id` text NOT NULL,
	`gone_id` text NOT NULL,
	`at` integer NOT NULL,
	`moved` text NOT NULL,
	`filled` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `merge_kept_ix` ON `merge` (`office_id`,`kept_id`);--> statement-breakpoint
CREATE INDEX `merge_gone_ix` ON `merge` (`office_id`,`gone_id`);--> statement-breakpoint
ALTER TABLE `institution_name` ADD `act` text;--> statement-breakpoint
ALTER TABLE `institution` ADD `merged_into_id` text;--> statement-breakpoint
ALTER TABLE `person` ADD `merged_into_id` text;