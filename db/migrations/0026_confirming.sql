ALTER TABLE `incoming_mail` ADD `confirm_hash` text;--> statement-breakpoint
ALTER TABLE `incoming_mail` ADD `sequence` integer;--> statement-breakpoint
ALTER TABLE `incoming_mail` ADD `stamp` integer;--> statement-breakpoint
CREATE INDEX `incoming_mail_confirm_ix` ON `incoming_mail` (`confirm_hash`) WHERE "incoming_mail"."confirm_hash" is not null;