ALTER TABLE `message` ADD `held` text;--> statement-breakpoint
ALTER TABLE `message` ADD `claimed_at` integer;--> statement-breakpoint
CREATE INDEX `message_claimed_ix` ON `message` (`claimed_at`);--> statement-breakpoint
CREATE INDEX `message_pace_ix` ON `message` (`office_id`,`claimed_at`);--> statement-breakpoint
ALTER TABLE `office` ADD `mail_per_hour` integer;--> statement-breakpoint
UPDATE `message` SET `claimed_at` = `sent_at` WHERE `sent_at` IS NOT NULL;
