CREATE TABLE `mailbox` (
	`office_id` text NOT NULL,
	`person_id` text NOT NULL,
	`address` text NOT NULL,
	`shared` integer NOT NULL,
	PRIMARY KEY(`person_id`, `address`),
	FOREIGN KEY (`office_id`,`person_id`) REFERENCES `person`(`office_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mailbox_address_ix` ON `mailbox` (`office_id`,`address`);--> statement-breakpoint
ALTER TABLE `person` ADD `sex` text;--> statement-breakpoint
ALTER TABLE `tenure` ADD `mailbox` text;--> statement-breakpoint
ALTER TABLE `tenure` ADD `treatment` text;--> statement-breakpoint
ALTER TABLE `tenure` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tenure` ADD `hidden` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `tenure` ADD `verify_since` integer;--> statement-breakpoint
ALTER TABLE `tenure` ADD `verify_why` text;--> statement-breakpoint
CREATE INDEX `tenure_verify_ix` ON `tenure` (`office_id`,`verify_since`) WHERE "tenure"."verify_since" is not null;--> statement-breakpoint
INSERT INTO `mailbox` (`office_id`, `person_id`, `address`, `shared`) SELECT `office_id`, `id`, `email`, `shared_mailbox` FROM `person` WHERE `email` IS NOT NULL;
