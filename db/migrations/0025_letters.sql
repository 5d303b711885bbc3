CREATE TABLE `letter_plan` (
	`briefing_id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`day` text,
	`enclosures` text NOT NULL,
	`copies` text NOT NULL,
	`via` text NOT NULL,
	`via_for` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`office_id`,`briefing_id`) REFERENCES `briefing`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `letter` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`year` integer NOT NULL,
	`n` integer NOT NULL,
	`number` text NOT NULL,
	`kind` text NOT NULL,
	`briefing_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`institution_id` text NOT NULL,
	`language` text NOT NULL,
	`day` text NOT NULL,
	`sheet` text NOT NULL,
	`search_text` text NOT NULL,
	`pdf` text,
	`docx` text,
	`signed` text,
	`receipt` text,
	`received_on` text,
	`issued_by` text,
	`created_at` integer NOT NULL,
	`voided_at` integer,
	`voided_by` text,
	`void_reason` text,
	FOREIGN KEY (`office_id`,`invitation_id`) REFERENCES `invitation`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letter_number_ix` ON `letter` (`office_id`,`year`,`n`);--> statement-breakpoint
CREATE INDEX `letter_invitation_ix` ON `letter` (`invitation_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `letter_briefing_ix` ON `letter` (`office_id`,`briefing_id`);--> statement-breakpoint
ALTER TABLE `office` ADD `signatory_name` text;--> statement-breakpoint
ALTER TABLE `office` ADD `signatory_posts` text;--> statement-breakpoint
ALTER TABLE `office` ADD `letter_template` text;