CREATE TABLE `calendar_feed` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`contents` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_token_ix` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_one_ix` ON `calendar_feed` (`office_id`,`user_id`) WHERE "calendar_feed"."revoked_at" is null;